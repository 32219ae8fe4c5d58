<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr_TR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>Dialtone hakkında</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>Hat açık mı?</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}. GNU Genel Kamu Lisansı (GPL) sürüm 3 ya da sonrasıyla sunulan özgür yazılım.</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>Daha yeni bir Dialtone var: {version}, tarihi {date}. Hiçbir şey kendiliğinden indirilmez.</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>Uygulamalarla ilgili verilerinin tarihi: {content}.</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>Son test {sent} kB gönderdi, {received} kB aldı. Bağlanılan adresler: {count}.</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>Lisans metinleri</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>Ekle</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Uygulama ekle</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>İptal</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Dialtone bu adda bir şey tanımıyor.</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>Uygulamanın adı</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>Zaten listede</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n dakika önce</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%Ln saat önce</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%Ln gün önce</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>%Ln yanıt bekleniyor.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>Başka yollar ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>Nereden biliyoruz</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Kim okuyabilir</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>Yasa ne diyor ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>İngilizcesi</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>Ayarlar açılmadı.</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>Dialtone ile test edildi</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>İşe yarayabilecek: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>Ağ ayarlarını aç</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>Proxy ayarlarını aç</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>VPN ayarlarını aç</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>Saat ayarlarını aç</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>Ne gördük</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>Şimdi ne yapabilirsiniz</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>Hâlâ böyleyse</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>İşe yaramayacaklar</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>Ülkeyi seçin</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>Neyi bilemeyiz</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Teknik ayrıntılar</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Metin olarak kopyala</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Test ediliyor…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>Sonuç burada görünecek.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Henüz test edilmedi</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone henüz test etmedi: {name}.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>{name} bu bilgisayarda kurulu değil. Dialtone yine de test edebilir.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>Test et: {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>Bunların hangileri burada yanıt veriyor?</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Soruluyor…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>Başka uygulamaları bir kez test eder. Sağlayıcınız hangileri olduğunu görebilir.</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>Başka uygulamaları bir kez test eder. VPN’in sahibi hangileri olduğunu görebilir.</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>Burada başka ne çalışıyor, gör</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>Bitti, yeniden test et</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>Proxy dene…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>Önerileri de kopyala</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>Uygulama</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>Yarım saatte bir sorar. Sağlayıcınız bunu görebilir.</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>Her saat sorar. Sağlayıcınız bunu görebilir.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopyalandı</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Oturumunuz açık kalsın</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>Bu değişirse bana haber ver</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>Yeniden çalışınca haber ver: {name}</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>Bunun yerine kullanın</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>Neler işe yarayabilir</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Neden</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>VPN ile ve VPN olmadan</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>Burada yanıt veriyor mu?</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>Satırınıza hangi uygulamaların gireceğini “Paylaş” altında seçin.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>İki taraf</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>Ağınız</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>Arkadaş</translation>
    </message>
    <message>
        <source>Friend&apos;s network</source>
        <translation>Arkadaşın ağı</translation>
    </message>
    <message>
        <source>Open a friend&apos;s picture</source>
        <translation>Arkadaşın resmini aç</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>Okunuyor. Hiçbir şey gönderilmez.</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>Arkadaşınız Dialtone’da “Paylaş” düğmesine basar ve size resmi ya da satırı gönderir. Bir grup için bütün mesajları yapıştırın.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Yapıştır</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Resim aç…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>Ya da satırı buraya yazın</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>Satırınızı kopyala</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>İçinde ülke, ağ ya da saat yok.</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>Arkadaşınız için satırınız</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>Sayılmayanlar</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>Bir arkadaşla karşılaştır…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>Bunu geçiyorum</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mesajlar</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>Arama</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>Burada seçtikleriniz hiçbir yere yazılmaz.</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>Ülkesi</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>Ne kullanıyor</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>Mesaj mı, arama mı</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>Kime ulaşmak istiyorsunuz?</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Kaydet ve test et</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>Bu bir sunucu adı değil. Şöyle görünür: {example}; ardından :8443 gibi bir bağlantı noktası gelebilir.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Sunucunuz</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>Seçin ya da boş bırakın</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Sizde kalır</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>İnternete hiçbir şey yüklenmez. Sonuçlar bu bilgisayarda kalır. Hesap yok.</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>Sağlayıcınız</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>Hangi uygulamaların test edildiğini görebilir, engellenenleri de. Dialtone’u da bundan tanıyabilir.</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>Hangilerini kullanıyorsunuz?</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Başka bir uygulama…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>En az bir uygulama işaretleyin.</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>Sağlayıcınız bu testleri görebilir. İnternete hiçbir şey yüklenmez.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Neler gönderilir</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>Sessiz test: daha az iz</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone sunuculara uygulamalar gibi bağlanır.</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>now</source>
        <translation>şimdi</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>{day} tarihinde</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>Şimdi test et</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>Dialtone’u aç</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Çık</translation>
    </message>
    <message>
        <source>{sign} {name}</source>
        <translation>{sign} {name}</translation>
    </message>
    <message>
        <source>{sign} {name}: {state}</source>
        <translation>{sign} {name}: {state}</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Paylaş…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>Otomatik testler duraklatıldı</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>Otomatik testleri duraklat</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>Taslak çeviri: ifadeler yanlış olabilir.</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>VPN olmadan karşılaştır…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Şimdi karşılaştır</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>Ne yapmalı?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>Uygulamalar</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>İptal</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Yeniden test et</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>Bu bilgisayarda mesajlaşma uygulaması bulunamadı.</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone {kind} olarak çalışıyor. Hangi uygulamaların kurulu olduğunu göremez.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>Hepsini test et</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}, {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Test ediliyor…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Henüz test edilmedi</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>Bu bilgisayarda mesajlaşma uygulamaları aranıyor…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Test iptal edildi.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>Dialtone’da bir şey ters gitti. Yeniden test edin.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>Henüz hiçbir şey test edilmedi.</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>Bu birkaç dakika sürer.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Sistem varsayılanı</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Çık</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>{day} tarihli kayıtlı bir test. Böyle bir dosyayı herkes değiştirebilir: ona ancak gönderene güvendiğiniz kadar güvenin. Şu anda hiçbir şey test edilmedi.</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>Kayıtlı test, {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>Test edildi: {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Uygulama ekle</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone kendi dosyalarını yükleyemedi. Yeniden kurmak işe yaramalı. Neden: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>Ülke değiştirilemedi.</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>Gizle: {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>Hiçbir program bu adresi açmadı:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} artık listede değil.</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>Bu testi kaydet</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>Kayıtlı bir testi aç</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>Yanlış bir sonucu bildir</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>Yanlış olan ne? Dosyada, bu ağın adresleri olmadan test bulunur. Kaydedilir, gönderilmez.</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>Bu testi kaydet…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>Kayıtlı bir testi aç…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>Yanlış bir sonucu bildir…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>Sustur: {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>Susturmayı kaldır: {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}, susturuldu</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name} susturuldu. Test edilmeye devam eder, bildirim gelmez.</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>Son bir saatte: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>Onu kime vereceğiniz size kalmış. Bildirimler şurada okunur: {address}.</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>Onu kime vereceğiniz size kalmış.</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>Bu başka bir ağdı.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Bağlantı geri geldi.</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>Bağlantı kesildi.</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>Burada test et</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} tane daha</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>Bazıları iyi çalışmıyor</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>Oraya kart numarası ya da uygulama kodu yazmayın.</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>Sorun bilgisayarınızda değil.</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>Sorun büyük olasılıkla bilgisayarınızda değil.</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>Giriş sayfasını aç</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>Bende hâlâ çalışmıyor</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Siz</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>Bu ağ</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>VPN ağı</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>O ağ</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Aç: {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>Yeniden çalışınca haber ver</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Dialtone açıkken ya da tepsideyken yarım saatte bir test ediyor ve size haber veriyor. Sağlayıcınız bunu görebilir. Durdurmak için Ayarlar’ı açın.</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Dialtone açıkken ya da tepsideyken her saat test ediyor ve size haber veriyor. Sağlayıcınız bunu görebilir. Durdurmak için Ayarlar’ı açın.</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>Bir engellemeye hazırlan</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Dönem</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 gün</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 saat</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>Hangi uygulama</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>Geçmişi sil</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>Bütün uygulamalar</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Tablo olarak</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>Bütün geçmiş silinsin mi?</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>Bozuk geçmiş şu adla kaydedildi: {name}.</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>Son test geçmişte yok.</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>Geçmiş silindi.</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>Henüz test yok</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>Sonuçlar burada, yalnızca bu bilgisayarda görünür.</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 gün</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Dışa aktar…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone’un bağlandığı sunucular</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>Bir test, test ettiğiniz uygulamaların sunucularına ve karşılaştırmak için tarafsız sitelere bağlanır. İnternet sağlayıcınız bunu görebilir. Dialtone başka hiçbir yere bağlanmaz ve internete hiçbir şey yüklemez.</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>Sunucu ya da uygulama bul</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>Nedeni bulmak için</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Geri</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Açıldı</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Kapandı</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>Söylemek istemiyorum</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Genel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Açık</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Koyu</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Görünüm</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Ülke</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>Hangi sitelerle karşılaştırılacağını ve hangi yasa notlarının gösterileceğini belirler. Dialtone ülkeyi asla bağlantınıza bakıp belirlemez.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Asla</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>Yarım saatte bir</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Saatte bir</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>Üç saatte bir</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>Günde bir</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>Kotalı bağlantılarda da</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>Bir uygulama durunca ya da yeniden çalışınca haber ver</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Sessiz saatler</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Sessiz: başlangıç</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Sessiz: bitiş</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>Otomatik testler</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>Otomatik test et</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>Dialtone açıkken ya da tepsideyken; pilde daha seyrek. Sağlayıcınız her testi görebilir.</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>Burada tepsi olmadığı için yalnızca bu pencere açıkken; pilde daha seyrek. Sağlayıcınız her testi görebilir.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>Geçmiş tut</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>Oturum açılışında başlat</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Bu bilgisayarda</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>Bu bilgisayarda, saatte bir kayıtla, ağ adları olmadan saklanır. “Geçmiş” altında silebilirsiniz.</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone’un bağlandığı sunucular</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>Güncellenmiş önerileri içe aktar…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>Dialtone’u birine ver…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>Önerilerin tarihi artık {day}. Kullanmak için Dialtone’u yeniden başlatın.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Susturulanlar</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>Sessiz profil</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>Yavaş, yalnızca seçtiklerimi test et, hiçbir şey saklama</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>Yalnızca bunları test et</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>Birkaç dakika boyunca, birbiri ardına. Otomatik test, geçmiş ve resim yok; bildirimlerde ad geçmez. Sağlayıcınız yine de her birini görebilir.</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>Güncellenmiş önerileri içe aktar</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>Bunu okutan kişi adresi kendi sağlayıcısına gösterir, telefonu da onu saklayabilir.</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>Sonucun QR kodu</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>Üç dört uygulama sığar. Ötekilerin işaretini kaldırın.</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>Satır olarak kopyala</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>Karşı taraftaki Dialtone’un karşılaştırabileceği kısa bir metin satırı.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>Satır kopyalandı.</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>Sonucu paylaş</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Önizleme</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Geniş</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>Uzun</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>Ülkenin adını yaz</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>Resmi alan herkes bunu görür.</translation>
    </message>
    <message>
        <source>QR code for Dialtone&apos;s page</source>
        <translation>Dialtone sayfasının QR kodu</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Biçim</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>Resimde</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>Üzerinde adres, ağ adı ya da tam saat yok. İnternete hiçbir şey yüklenmez.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Resmi kopyala</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Metin olarak kopyala</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Kaydet…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Resim kopyalandı.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>Metin kopyalandı.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Şu adla kaydedildi: {name}.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Paylaş</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>Proxy dene</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>Yine de dene</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>Şununla aç: {program}…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>Çalışıyor. Kimin işlettiğini bilemeyiz. Sahibi internet adresinizi görür. {program} onu kullanmadan önce size bir kez daha sorar.</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>Proxy linki</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Dene</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>Proxy deneniyor…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>Size verilen linki yapıştırın. “Dene” düğmesine basana kadar hiçbir şey gönderilmez.</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>Testi durdurdunuz. Sonuç yok.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>Dialtone’da bir şey ters gitti. Yeniden deneyin.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Yapıştır</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>Eski uygulamaların gizleme biçimini dene</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>Bu, bir bağlantı daha kurar. Aynı anda çok bağlantı bir proxy’nin fark edilmesine yol açabilir.</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>Bir ülke hakkında bilinenler</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>Ülke seçin</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>Ülkenin adı</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopyala</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>Bilmekte fayda var</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>Bir şey çalışmadığında</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>Bazı şeyleri her şey çalışırken hazırlamak daha kolaydır. Her birinde riski ve kaynakları yazar.</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>Bütün Dialtone verilerini sil…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>Her şey silinsin ve program kapansın mı?</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>Bu dosyayı kim yaptı?</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>Denetleniyor. Dosya açılmaz, hiçbir şey gönderilmez.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>Sorun benim bağlantımda mı?</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>Bu hâlâ aynı ağ.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Yeniden test et</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>Bu ağda test ediliyor…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>Bu başka bir ağ. Şimdi yeniden test edebilirsiniz.</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>Dialtone’u birine ver</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>Bir USB bellek ya da başka bir klasör seçin. Hiçbir şey gönderilmez.</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>Ne kopyalanır</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Dialtone, en yeni öneriler ve nasıl başlanacağını anlatan bir sayfa.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Klasör seç…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>Başka sistemler için paket ekle…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Klasörü göster</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Kopyalanıyor…</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
</context>
</TS>

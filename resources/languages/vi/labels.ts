<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>Giới thiệu Dialtone</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>Đường truyền có thông không?</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}. Phần mềm tự do theo Giấy phép Công cộng GNU (GPL), phiên bản 3 trở lên.</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>Có Dialtone mới hơn: {version}, ngày {date}. Không có gì được tự động tải xuống.</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>Dữ liệu về các ứng dụng nhắn tin ghi ngày {content}.</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>Lần kiểm tra trước đã gửi {sent} kB và nhận {received} kB. Số địa chỉ đã liên hệ: {count}.</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>Văn bản giấy phép</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Thêm ứng dụng nhắn tin</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Dialtone không biết gì có tên này.</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>Tên ứng dụng nhắn tin</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>Đã có trong danh sách</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n phút trước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n giờ trước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n ngày trước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>Còn đợi %n câu trả lời.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>Cách khác ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>Vì sao chúng tôi biết</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Ai đọc được</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>Luật nói gì ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>Tiếng Anh</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>Không mở được cài đặt.</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>Kiểm tra bằng Dialtone</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>Cách có thể giúp: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>Mở cài đặt mạng</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>Mở cài đặt proxy</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>Mở cài đặt VPN</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>Mở cài đặt ngày giờ</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>Chúng tôi đã thấy gì</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>Bạn có thể làm gì ngay</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>Nếu bây giờ vẫn vậy</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>Những cách không có tác dụng</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>Chọn quốc gia</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>Những gì chúng tôi không biết</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Chi tiết kỹ thuật</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Sao chép dạng chữ</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>Kết quả sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Chưa kiểm tra</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone chưa kiểm tra {name}.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>{name} chưa được cài trên máy tính này. Dialtone vẫn kiểm tra được.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>Kiểm tra {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>Nơi nào trả lời ở đây?</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Đang hỏi…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>Kiểm tra các ứng dụng khác một lần. Nhà mạng thấy được đó là ứng dụng nào.</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>Kiểm tra các ứng dụng khác một lần. Chủ của VPN thấy được đó là ứng dụng nào.</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>Xem còn gì hoạt động ở đây</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>Xong rồi, kiểm tra lại</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>Thử một proxy…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>Sao chép cả lời khuyên</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>Ứng dụng</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>Hỏi nửa giờ một lần. Nhà mạng thấy được điều đó.</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>Hỏi mỗi giờ một lần. Nhà mạng thấy được điều đó.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Đã sao chép</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Giữ đăng nhập</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>Báo cho tôi nếu có thay đổi</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>Báo khi {name} hoạt động lại</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>Dùng thay thế</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>Những cách có thể giúp</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Vì sao</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>Có và không có VPN</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>Có trả lời ở đây không?</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>Trong mục Chia sẻ, hãy chọn ứng dụng nào vào dòng kết quả của bạn.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>Cả hai đầu</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>Mạng của bạn</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>Người kia</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>Mạng người kia</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>Mở ảnh của người kia</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>Đang đọc. Không gửi gì đi.</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>Người kia nhấn Chia sẻ trong Dialtone và gửi bạn ảnh hoặc dòng kết quả. Với một nhóm, hãy dán tất cả tin nhắn.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Dán</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Mở ảnh…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>Hoặc gõ dòng kết quả ở đây</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>Sao chép dòng kết quả của bạn</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>Trong đó không có quốc gia, mạng hay giờ.</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>Dòng kết quả của bạn cho người kia</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>Những gì không được tính</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>So sánh với bạn bè…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Tin nhắn</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>Cuộc gọi</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>Những gì bạn chọn ở đây không được ghi ở đâu.</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>Quốc gia của họ</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>Họ dùng gì</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>Nhắn tin hay gọi</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>Bạn muốn liên lạc với ai?</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Lưu và kiểm tra</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>Đây không phải là tên máy chủ. Tên máy chủ có dạng {example}; sau đó có thể có cổng, như :8443.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Máy chủ của bạn</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>Chọn, hoặc để trống</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Riêng tư</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>Không tải gì lên mạng. Kết quả ở lại trên máy tính này. Không cần tài khoản.</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>Nhà mạng của bạn</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>Nhà mạng thấy được ứng dụng nào được kiểm tra, kể cả ứng dụng bị chặn. Qua đó họ cũng có thể nhận ra Dialtone.</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>Bạn dùng ứng dụng nào?</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Ứng dụng khác…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>Đánh dấu ít nhất một ứng dụng nhắn tin.</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>Nhà mạng thấy được các lần kiểm tra này. Không tải gì lên mạng.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Những gì được gửi đi</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>Kiểm tra kín: ít dấu vết hơn</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone liên hệ với các máy chủ như chính ứng dụng vẫn làm.</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM năm yyyy</translation>
    </message>
    <message>
        <source>now</source>
        <translation>vừa xong</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>ngày {day}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>Kiểm tra ngay</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>Mở Dialtone</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
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
        <translation>Chia sẻ…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>Kiểm tra tự động đang tạm dừng</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>Tạm dừng kiểm tra tự động</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>Bản dịch nháp: có thể có từ chưa đúng.</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>So sánh khi không có VPN…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>So sánh ngay</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>Làm gì?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>Ứng dụng nhắn tin</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>Không tìm thấy ứng dụng nhắn tin nào trên máy tính này.</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone chạy dạng {kind}. Nó không thấy được đã cài ứng dụng nhắn tin nào.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>Kiểm tra tất cả</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}, {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Chưa kiểm tra</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>Đang tìm ứng dụng nhắn tin trên máy tính này…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Lần kiểm tra đã bị hủy.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>Dialtone gặp trục trặc. Hãy kiểm tra lại.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>Chưa kiểm tra gì.</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>Việc này mất vài phút.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Theo hệ thống</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>Lần kiểm tra đã lưu, ngày {day}. Ai cũng sửa được tệp như vậy: chỉ tin nó như bạn tin người gửi. Vừa rồi không kiểm tra gì.</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>Lần kiểm tra đã lưu, ngày {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>Đã kiểm tra {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Thêm ứng dụng nhắn tin</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone không đọc được các tệp của chính mình. Cài lại sẽ khắc phục được. Lý do: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>Không đổi được quốc gia.</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>Ẩn {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>Không có chương trình nào mở được địa chỉ này:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} không còn trong danh sách.</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>Lưu lần kiểm tra này</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>Mở lần kiểm tra đã lưu</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>Báo kết quả sai</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>Sai ở đâu? Tệp chứa lần kiểm tra, không có địa chỉ của mạng này. Tệp được lưu lại, không gửi đi.</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>Lưu lần kiểm tra này…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>Mở lần kiểm tra đã lưu…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>Báo kết quả sai…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>Tắt thông báo của {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>Bật thông báo của {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}, đã tắt thông báo</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name} đã tắt thông báo. Ứng dụng vẫn được kiểm tra.</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>Trong giờ qua: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>Đưa cho ai là tùy bạn. Báo cáo được đọc ở {address}.</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>Đưa cho ai là tùy bạn.</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>Đây là một mạng khác.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Đã có kết nối trở lại.</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>Đã mất kết nối.</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>Kiểm tra ở đây</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} ứng dụng khác</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>Không phải tất cả đều hoạt động tốt</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>Đừng gõ số thẻ hay mã của ứng dụng nhắn tin vào đó.</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>Không phải do máy tính.</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>Nhiều khả năng không phải do máy tính.</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>Mở trang đăng nhập</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>Với tôi vẫn không được</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Bạn</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>Mạng này</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>Mạng VPN</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>Mạng đó</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Mở {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>Báo khi hoạt động lại</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Khi đang mở hoặc ở khay, Dialtone kiểm tra nửa giờ một lần và báo cho bạn. Nhà mạng thấy được điều đó. Để dừng, hãy mở Cài đặt.</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Khi đang mở hoặc ở khay, Dialtone kiểm tra mỗi giờ và báo cho bạn. Nhà mạng thấy được điều đó. Để dừng, hãy mở Cài đặt.</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>Chuẩn bị trước khi bị chặn</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Khoảng thời gian</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 ngày</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 giờ</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>Ứng dụng nào</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>Xóa lịch sử</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>Mọi ứng dụng</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Dạng bảng</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>Xóa toàn bộ lịch sử?</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>Lịch sử bị hỏng đã lưu thành {name}.</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>Lần kiểm tra gần nhất không có trong lịch sử.</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>Lịch sử đã bị xóa.</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>Chưa có lần kiểm tra nào</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>Kết quả hiện ở đây, chỉ trên máy tính này.</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 ngày</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Các máy chủ Dialtone kết nối tới</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>Lần kiểm tra kết nối tới máy chủ của các ứng dụng bạn kiểm tra, và tới các trang trung lập để so sánh. Nhà mạng thấy được điều đó. Dialtone không kết nối tới nơi nào khác, và không tải gì lên mạng.</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>Tìm máy chủ hoặc ứng dụng nhắn tin</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>Để tìm nguyên nhân</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Đã mở</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>Không muốn cho biết</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Chung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Quốc gia</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>Quyết định so sánh với trang nào và hiện ghi chú luật nào. Dialtone không bao giờ suy ra quốc gia từ kết nối của bạn.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Không bao giờ</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>Mỗi nửa giờ</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Mỗi giờ</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>Mỗi ba giờ</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>Mỗi ngày một lần</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>Cả khi kết nối tính theo dung lượng</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>Báo khi một ứng dụng ngừng hoặc hoạt động lại</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Giờ yên lặng</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Yên lặng từ</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Yên lặng đến</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>Kiểm tra tự động</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>Tự động kiểm tra</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>Khi Dialtone đang mở hoặc ở khay; thưa hơn khi dùng pin. Nhà mạng thấy được từng lần kiểm tra.</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>Khi cửa sổ này đang mở, vì ở đây không có khay; thưa hơn khi dùng pin. Nhà mạng thấy được từng lần kiểm tra.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>Lưu lịch sử</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>Mở khi đăng nhập máy</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Trên máy tính này</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>Lưu trên máy tính này, mỗi giờ một mục, không có tên mạng. Bạn xóa được trong mục Lịch sử.</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Các máy chủ Dialtone kết nối tới</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>Nhập lời khuyên mới…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>Đưa Dialtone cho người khác…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>Lời khuyên giờ ghi ngày {day}. Hãy khởi động lại Dialtone để dùng.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Đã tắt thông báo</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>Chế độ kín</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>Kiểm tra chậm, chỉ những gì tôi chọn, và không lưu gì</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>Chỉ kiểm tra</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>Lần lượt từng ứng dụng, trong vài phút. Không kiểm tra tự động, không lịch sử, không ảnh, không có tên trong thông báo. Nhà mạng vẫn thấy được từng ứng dụng.</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>Nhập lời khuyên mới</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>Khi ai đó quét mã này, nhà mạng của họ thấy địa chỉ, và điện thoại của họ có thể lưu lại.</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>Mã QR có kết quả</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>Mã chứa được ba hoặc bốn ứng dụng. Hãy bỏ dấu các ứng dụng khác.</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>Sao chép thành một dòng</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>Một dòng chữ ngắn để Dialtone ở đầu bên kia so sánh.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>Đã sao chép dòng kết quả.</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>Chia sẻ kết quả</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Ngang</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>Dọc</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>Ghi tên quốc gia</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>Ai nhận được ảnh cũng thấy.</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>Mã QR tới trang của Dialtone</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Khổ ảnh</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>Trên ảnh</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>Trên ảnh không có địa chỉ, tên mạng hay giờ chính xác. Không tải gì lên mạng.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Sao chép ảnh</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Sao chép dạng chữ</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Lưu…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Đã sao chép ảnh.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>Đã sao chép chữ.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Đã lưu thành {name}.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Chia sẻ</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>Thử một proxy</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>Vẫn thử</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>Mở trong {program}…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>Proxy này hoạt động. Chúng tôi không biết ai quản lý nó. Chủ proxy thấy địa chỉ internet của bạn. {program} hỏi bạn lần nữa trước khi dùng.</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>Liên kết proxy</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Thử</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>Đang thử proxy…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>Dán liên kết bạn được đưa. Không gửi gì đi cho đến khi bạn nhấn Thử.</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>Bạn đã dừng lần thử. Không có kết quả.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>Dialtone gặp trục trặc. Hãy thử lại.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Dán</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>Thử kiểu ngụy trang của ứng dụng cũ</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>Cách này tạo thêm một kết nối. Nhiều kết nối cùng lúc có thể làm lộ proxy.</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>Những gì được biết ở một quốc gia</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>Chọn quốc gia</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>Tên quốc gia</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>Nên biết</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>Khi có thứ không hoạt động</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>Có những việc dễ chuẩn bị hơn khi mọi thứ còn hoạt động. Mỗi lời khuyên nêu rõ rủi ro và nguồn.</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>Xóa mọi dữ liệu của Dialtone…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>Xóa tất cả rồi thoát?</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>Ai làm ra tệp này?</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>Đang kiểm tra. Tệp không được mở, và không gửi gì đi.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>Có phải do kết nối của tôi?</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>Đây vẫn là mạng cũ.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>Đang kiểm tra trên mạng này…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>Đây là mạng khác. Giờ bạn kiểm tra lại được.</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>Đưa Dialtone cho người khác</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>Hãy chọn USB hoặc thư mục khác. Không gửi gì đi.</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>Những gì được sao chép</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Dialtone, lời khuyên mới nhất và một trang chỉ cách bắt đầu.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Chọn thư mục…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>Thêm gói cho hệ điều hành khác…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Hiện thư mục</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Đang sao chép…</translation>
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

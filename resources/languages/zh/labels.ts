<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>关于 Dialtone</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>线路通不通？</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}。自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>有新版 Dialtone：{version}，日期是{date}。不会自动下载任何内容。</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>聊天软件资料的日期是{content}。</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>上次检测发送 {sent} kB，接收 {received} kB。联系过的地址：{count} 个。</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>许可证全文</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>添加聊天软件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Dialtone 不认识这个名称。</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>聊天软件的名称</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>已在列表中</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>还有 %n 个结果没有出来。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>更多办法（{number}）</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>谁能看到内容</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>法律怎么规定（{number}）</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>没能打开设置。</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>由 Dialtone 检测</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>可能有帮助：{way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>打开网络设置</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>打开代理设置</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>打开 VPN 设置</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>打开时间设置</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>看到了什么</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>现在可以做什么</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>如果情况仍然如此</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>没有帮助的</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>选择国家或地区</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>我们无法判断的</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技术细节</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>结果会显示在这里。</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>还没有检测</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone 还没有测试过 {name}。</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>这台电脑没有安装 {name}。Dialtone 照样可以检测它。</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>检测 {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}：{state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>其中哪些在这里有回应？</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>测试一次其他聊天软件。运营商能看到是哪些。</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>测试一次其他聊天软件。VPN 的所有者能看到是哪些。</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>看看这里还有什么能用</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>完成了，重新检测</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>试用代理…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>连建议一起复制</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>每半小时询问一次。运营商能看到。</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>每小时询问一次。运营商能看到。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>保持登录</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>有变化时告诉我</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>{name} 恢复时告诉我</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>可以改用</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>可能有帮助</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>用 VPN 与不用 VPN</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>它在这里有回应吗？</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>哪些聊天软件写进你的结果行，在“分享”里选择。</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>两边</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>你的网络</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>朋友</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>朋友的网络</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>打开朋友的图片</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>正在读取。不会发送任何内容。</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>请朋友在 Dialtone 里点“分享”，把图片或结果行发给你。如果是一群人，把所有消息一起粘贴。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>或在这里输入结果行</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>复制你的结果行</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>里面没有国家、网络和钟点。</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>给朋友的结果行</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>未计入的内容</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>与朋友比较…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>你在这里的选择不会写入任何地方。</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>对方所在的国家或地区</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>对方用什么</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>消息还是通话</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>你想联系谁？</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>保存并检测</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>这不是服务器名称。它的样子是 {example}；后面可以带端口，例如 :8443。</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>你的服务器</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>选择，或留空</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>保密</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>不上传任何内容。结果留在这台电脑上。不需要账号。</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>你的网络运营商</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>它能看到检测了哪些聊天软件，包括被屏蔽的。它也可能因此认出 Dialtone。</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>你用哪些聊天软件？</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>另一个…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>请至少勾选一个聊天软件。</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>运营商能看到这些检测。不上传任何内容。</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>会发送什么</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>低调检测：痕迹更少</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone 像应用那样联系服务器。</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>{day}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>立即检测</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>打开 Dialtone</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>{sign} {name}</source>
        <translation>{sign} {name}</translation>
    </message>
    <message>
        <source>{sign} {name}: {state}</source>
        <translation>{sign} {name}：{state}</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>分享…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>自动检测已暂停</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>暂停自动检测</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>译本草稿：用词可能有误。</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>与不用 VPN 比较…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>现在比较</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>怎么办？</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>聊天软件</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>在这台电脑上没有找到聊天软件。</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone 以 {kind} 运行，看不到装了哪些聊天软件。</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>全部检测</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}，{state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>还没有检测</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>正在这台电脑上寻找聊天软件…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检测已取消。</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>Dialtone 出了问题。请重新检测。</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>还没有检测过任何内容。</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>这需要几分钟。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>这是{day}保存的检测。任何人都能修改这种文件：你有多信任发送者，就多信任它。刚才没有做任何测试。</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>{day}保存的检测</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>{when}检测</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>添加聊天软件</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone 无法载入自己的文件。重新安装应能解决。原因：{reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>未能更改国家或地区。</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>隐藏 {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>没有程序能打开此地址：</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} 已从列表中移除。</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>保存这次检测</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>打开保存的检测</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>报告错误的结果</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>哪里不对？文件包含这次检测，不含本网络的地址。它只保存，不发送。</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>保存这次检测…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>打开保存的检测…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>报告错误的结果…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>不再通知 {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>恢复通知 {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}，不通知</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name} 仍会检测，但不再通知。</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}：{state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>过去一小时：{state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>交给谁由你决定。报告发到 {address} 会有人看。</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>交给谁由你决定。</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>那是另一个网络。</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>网络恢复了。</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>网络断了。</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>在这里检测</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>另外 {number} 个</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>有的不正常</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>不要在那里输入卡号或聊天软件的验证码。</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>问题不在你的电脑。</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>问题很可能不在你的电脑。</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>打开登录页</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>我这里仍不能用</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>这个网络</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>VPN 的网络</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>那个网络</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>恢复时告诉我</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>在 Dialtone 打开或位于托盘时，每半小时检测一次并通知你。运营商能看到。要停止，请打开“设置”。</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>在 Dialtone 打开或位于托盘时，每小时检测一次并通知你。运营商能看到。要停止，请打开“设置”。</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>为被屏蔽做准备</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 天</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 小时</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>哪个聊天软件</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>删除历史记录</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>所有聊天软件</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>删除全部历史记录？</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>损坏的历史记录已保存为 {name}。</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>最近一次检测没有存入历史记录。</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>历史记录已删除。</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>还没有检测</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>结果显示在这里，只在这台电脑上。</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone 连接的服务器</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>检测时会连接你所检测的聊天软件的服务器，以及用来比较的中立网站。你的网络运营商能看到。Dialtone 不连接其他任何地方，也不上传任何内容。</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>查找服务器或聊天软件</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>用来查找原因</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已收起</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>不想说</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>它决定与哪些网站比较，显示哪些法律说明。Dialtone 从不根据你的网络连接推断它。</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>每半小时</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>每三小时</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>每天一次</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>使用按流量计费的网络时也检测</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>聊天软件不能用或恢复时告诉我</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时间</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>在 Dialtone 打开或位于托盘时进行；使用电池时次数减少。运营商能看到每一次检测。</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>仅在此窗口打开时进行，因为这里没有托盘；使用电池时次数减少。运营商能看到每一次检测。</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>保留历史记录</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>保存在这台电脑上，每小时一条，不含网络名称。可以在“历史记录”里删除。</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone 连接的服务器</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>导入更新的建议…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>把 Dialtone 交给别人…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>建议的日期现在是{day}。重启 Dialtone 即可使用。</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>不通知</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>低调模式</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>慢慢检测，只检测我选的，不保存任何内容</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>只检测</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>在几分钟内一个接一个地检测。没有自动检测，没有历史记录，没有图片，通知里没有名称。运营商仍能看到每一个。</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>导入更新的建议</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>扫码的人会让自己的运营商看到这个地址，手机也可能把它保存下来。</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>含有结果的二维码</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>它能放下三四个聊天软件。请取消勾选其余的。</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>复制为结果行</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>一行短文字，另一端的 Dialtone 可以用来比较。</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>结果行已复制。</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>分享结果</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽图</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>长图</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>写出国家</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>收到图片的人都能看到。</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>Dialtone 网页的二维码</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>图片上的内容</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>上面没有地址、网络名称和具体时间。不上传任何内容。</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>图片已复制。</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>文字已复制。</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>分享</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>试用代理</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>仍然尝试</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>在 {program} 中打开…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>它能用。由谁运营，我们无法判断。它的所有者能看到你的互联网地址。{program} 在使用前会再问你一次。</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>代理链接</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>正在试用代理…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>粘贴别人给你的链接。点“试用”之前，不会发送任何内容。</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>你停止了测试。没有结果。</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>Dialtone 出了问题。请再试一次。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>试旧版应用的伪装方式</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>这会多建立一次连接。同时连接太多，代理可能会被注意到。</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>某个国家的已知情况</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>选择国家或地区</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>国家或地区名称</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>值得知道</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>有东西不能用时</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>有些事，趁一切正常时准备更容易。每一条都写明风险和来源。</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>删除 Dialtone 的全部数据…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>全部删除并退出？</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>这个文件是谁制作的？</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>正在检查。不会打开文件，也不发送任何内容。</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>是我的网络的问题吗？</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>这仍是同一个网络。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>正在这个网络上检测…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>这是另一个网络。现在可以重新检测。</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>把 Dialtone 交给别人</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>请选择 U 盘或别的文件夹。不会发送任何内容。</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>复制的内容</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Dialtone、最新的建议和一页入门说明。</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>添加其他系统的安装包…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>正在复制…</translation>
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

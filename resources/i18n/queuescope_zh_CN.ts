<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutBox</name>
    <message>
        <source>About Queuescope</source>
        <translation>关于 Queuescope</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证全文</translation>
    </message>
    <message>
        <source>MIT licence</source>
        <translation>MIT 许可证</translation>
    </message>
    <message>
        <source>An oscilloscope for Python&apos;s multiprocessing queues.</source>
        <translation>Python 多进程队列的示波器。</translation>
    </message>
    <message>
        <source>multiprocessing in Python&apos;s manual</source>
        <translation>Python 手册中的 multiprocessing</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Parts of the application and their licences</source>
        <translation>本程序的组件及其许可证</translation>
    </message>
    <message>
        <source>Open website</source>
        <translation>打开网站</translation>
    </message>
    <message>
        <source>The website of the chosen part</source>
        <translation>所选组件的网站</translation>
    </message>
    <message>
        <source>Copy version</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Version, Python, Qt and system, as text for a report</source>
        <translation>本程序、Python、Qt 和系统的版本，以文本形式复制，便于反馈问题</translation>
    </message>
    <message>
        <source>The text of this licence is not on this computer. See: {}</source>
        <translation>此计算机上没有该许可证的全文。参见：{}</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>The settings file was damaged. The window opened with its defaults; the old file is kept beside it as window.ini.bak.</source>
        <translation>设置文件已损坏。窗口以默认设置打开；旧文件保留在旁边，名为 window.ini.bak。</translation>
    </message>
    <message>
        <source>This scenario cannot run</source>
        <translation>这个场景无法运行</translation>
    </message>
    <message>
        <source>The display has stopped: {}. The run was ended; the log file has the details.</source>
        <translation>显示已停止：{}。运行已结束；详情见日志文件。</translation>
    </message>
    <message>
        <source>{} is not a usable scenario</source>
        <translation>{} 不是可用的场景</translation>
    </message>
    <message>
        <source>{} cannot be read</source>
        <translation>无法读取 {}</translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Scenarios (*.queuescope *.toml)</source>
        <translation>场景 (*.queuescope *.toml)</translation>
    </message>
    <message>
        <source>This scenario cannot be saved</source>
        <translation>这个场景无法保存</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>The plot is on the clipboard</source>
        <translation>图已复制到剪贴板</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Pictures of this kind cannot be written; try .png</source>
        <translation>无法写入这种图片格式；请改用 .png</translation>
    </message>
    <message>
        <source>{} cannot be written</source>
        <translation>无法写入 {}</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>报告 (*.json)</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Text (*.log *.txt)</source>
        <translation>文本 (*.log *.txt)</translation>
    </message>
    <message>
        <source>Saved: {}</source>
        <translation>已保存：{}</translation>
    </message>
    <message>
        <source>This should not have happened. The window goes on; the details are in {}.</source>
        <translation>这本不该发生。窗口继续工作；详情见 {}。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>{worker} failed: {type}: {text}. The run goes on without it. Look at its traceback, then set its count again to replace it.</source>
        <translation>{worker} 失败了：{type}：{text}。运行继续，但少了它。请查看回溯信息，再重新设置数量来补上它。</translation>
    </message>
    <message>
        <source>Lost items: {count}. {why}. The log names each under Trouble.</source>
        <translation>丢失 {count} 项：{why}。日志的“问题”分类列出每一项。</translation>
    </message>
    <message>
        <source>Lost items: {count}. A process ended before it had sent them.</source>
        <translation>丢失 {count} 项：某个进程在把它们发出之前就结束了。</translation>
    </message>
    <message>
        <source>Traceback…</source>
        <translation>回溯信息…</translation>
    </message>
    <message>
        <source>Shows where in its code the worker failed</source>
        <translation>显示它在代码的哪一行失败</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>隐藏这条消息</translation>
    </message>
    <message>
        <source>Hide the message</source>
        <translation>隐藏消息</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Queuescope crashed when it was open last.</source>
        <translation>Queuescope 上次运行时崩溃了。</translation>
    </message>
    <message>
        <source>A report of what happened was written. Do you want to see it?</source>
        <translation>已生成崩溃报告。要查看吗？</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Queuescope could not start.</source>
        <translation>Queuescope 无法启动。</translation>
    </message>
    <message>
        <source>{error}

The details are in {path}.</source>
        <translation>{error}

详细信息见 {path}。</translation>
    </message>
</context>
<context>
    <name>DepthPlot</name>
    <message>
        <source>Press Start, and the depth of the queue is drawn here</source>
        <translation>按“开始”，队列深度就会画在这里</translation>
    </message>
    <message>
        <source>puts blocked</source>
        <translation>put 被阻塞</translation>
    </message>
    <message>
        <source>gets wait</source>
        <translation>get 在等待</translation>
    </message>
    <message>
        <source>maxsize {}</source>
        <translation>maxsize {}</translation>
    </message>
    <message>
        <source>depth, items</source>
        <translation>深度（项）</translation>
    </message>
    <message>
        <source>{queue}: depth, items</source>
        <translation>{queue}：深度（项）</translation>
    </message>
    <message>
        <source>◀ peak {peak}   ◁ mean {mean}</source>
        <translation>◀ 峰值 {peak}   ◁ 平均 {mean}</translation>
    </message>
    <message>
        <source>depth {}</source>
        <translation>深度 {}</translation>
    </message>
    <message>
        <source>Depth of the queue over time</source>
        <translation>队列深度随时间的变化</translation>
    </message>
    <message>
        <source>Nothing yet: press Start</source>
        <translation>还没有内容：请按“开始”</translation>
    </message>
    <message>
        <source>{queue}: depth {depth} now, peak {peak}, mean {mean}</source>
        <translation>{queue}：现在深度 {depth}，峰值 {peak}，平均 {mean}</translation>
    </message>
</context>
<context>
    <name>DepthRows</name>
    <message>
        <source>from, s</source>
        <translation>起始，秒</translation>
    </message>
    <message>
        <source>depth at the end</source>
        <translation>期末深度</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>puts blocked, %</source>
        <translation>put 被阻塞，%</translation>
    </message>
    <message>
        <source>gets wait, %</source>
        <translation>get 等待，%</translation>
    </message>
</context>
<context>
    <name>DepthTable</name>
    <message>
        <source>Depth of the queue as a table</source>
        <translation>队列深度表</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Which queue the table is of</source>
        <translation>表格对应的队列</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The whole table as text, to paste into a spreadsheet</source>
        <translation>以文本形式复制整个表格，可粘贴到电子表格中</translation>
    </message>
    <message>
        <source>Nothing yet: press Start</source>
        <translation>还没有数据：请按“开始”</translation>
    </message>
    <message>
        <source>{queue}: depth {depth} now, peak {peak}, mean {mean}; items</source>
        <translation>{queue}：当前深度 {depth}，峰值 {peak}，平均 {mean}（项）</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>New scenario</source>
        <translation>新场景</translation>
    </message>
    <message>
        <source>Cook</source>
        <translation>厨师</translation>
    </message>
    <message>
        <source>bun</source>
        <translation>包子</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
    <message>
        <source>Save the changes of {}?</source>
        <translation>保存对“{}”的更改吗？</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>不保存，更改就会丢失。</translation>
    </message>
    <message>
        <source>Stop the run?</source>
        <translation>停止运行吗？</translation>
    </message>
    <message>
        <source>All its processes end. What was seen stays here.</source>
        <translation>所有进程都会结束，已看到的内容会保留。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Don&apos;t ask again</source>
        <translation>不再询问</translation>
    </message>
    <message>
        <source>{} failed</source>
        <translation>{} 失败了</translation>
    </message>
    <message>
        <source>Traceback</source>
        <translation>回溯信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>law</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>from</source>
        <translation>最短</translation>
    </message>
    <message>
        <source>to</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>work</source>
        <translation>工作方式</translation>
    </message>
    <message>
        <source>dish</source>
        <translation>菜品</translation>
    </message>
    <message>
        <source>items</source>
        <translation>项</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>每批</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>maxsize</source>
        <translation>maxsize</translation>
    </message>
    <message>
        <source>start method</source>
        <translation>启动方式</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>What the lanes and the log call it.</source>
        <translation>在泳道和日志里的名称。</translation>
    </message>
    <message>
        <source>How the time of each item is drawn.</source>
        <translation>每一项所需时间如何抽取。</translation>
    </message>
    <message>
        <source>The fixed time, or the mean of the exponential one.</source>
        <translation>固定时间，或指数分布的平均值。</translation>
    </message>
    <message>
        <source>The shortest uniform time.</source>
        <translation>均匀分布的最短时间。</translation>
    </message>
    <message>
        <source>The longest uniform time.</source>
        <translation>均匀分布的最长时间。</translation>
    </message>
    <message>
        <source>Workers of this kind.</source>
        <translation>这一类工作进程的个数。</translation>
    </message>
    <message>
        <source>Sleep, or burn CPU, for that time.</source>
        <translation>在这段时间里休眠，或占用 CPU。</translation>
    </message>
    <message>
        <source>What it makes.</source>
        <translation>做什么菜。</translation>
    </message>
    <message>
        <source>How many each worker makes; 0 means endless.</source>
        <translation>每个工作进程做多少项；0 表示不停地做。</translation>
    </message>
    <message>
        <source>Items made in one go; the time is taken once for each burst.</source>
        <translation>一次做出的项数；每批只花一次时间。</translation>
    </message>
    <message>
        <source>Which multiprocessing queue.</source>
        <translation>使用哪一种 multiprocessing 队列。</translation>
    </message>
    <message>
        <source>Slots of the queue; 0 means unbounded.</source>
        <translation>队列的槽位数；0 表示无界。</translation>
    </message>
    <message>
        <source>How multiprocessing starts workers.</source>
        <translation>multiprocessing 如何启动工作进程。</translation>
    </message>
    <message>
        <source>How consumers come to an end.</source>
        <translation>消费者如何结束。</translation>
    </message>
    <message>
        <source>Seeds every worker&apos;s random times.</source>
        <translation>每个工作进程随机时间的种子。</translation>
    </message>
    <message>
        <source>The scenario&apos;s name.</source>
        <translation>场景的名称。</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>sleeps</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>burns CPU</source>
        <translation>占用 CPU</translation>
    </message>
    <message>
        <source>daemons, after queue.join()</source>
        <translation>守护进程，queue.join() 之后</translation>
    </message>
    <message>
        <source>one None for each</source>
        <translation>每个消费者一个 None（哨兵）</translation>
    </message>
    <message>
        <source>unbounded</source>
        <translation>无界</translation>
    </message>
    <message>
        <source>endless</source>
        <translation>不停</translation>
    </message>
</context>
<context>
    <name>KindSection</name>
    <message>
        <source>{} each</source>
        <translation>每人 {} 个</translation>
    </message>
    <message>
        <source>endless</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>{} at once</source>
        <translation>每批 {} 个</translation>
    </message>
    <message>
        <source>burns CPU</source>
        <translation>占用 CPU</translation>
    </message>
    <message>
        <source>{}: count</source>
        <translation>{}：数量</translation>
    </message>
    <message>
        <source>{} on average</source>
        <translation>平均 {}</translation>
    </message>
    <message>
        <source>Shows or hides all that can be set of this kind</source>
        <translation>展开或收起这一种的全部设置</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removes this kind</source>
        <translation>移除这一种</translation>
    </message>
    <message>
        <source>Remove this kind</source>
        <translation>移除这一种</translation>
    </message>
</context>
<context>
    <name>LanesPlot</name>
    <message>
        <source>What each process does, working or waiting, is drawn here</source>
        <translation>每个进程在工作还是在等待，都会画在这里</translation>
    </message>
    <message>
        <source>What each process does over time</source>
        <translation>每个进程随时间在做什么</translation>
    </message>
    <message>
        <source>Nothing yet: press Start</source>
        <translation>还没有内容：请按“开始”</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>{worker} put {item} on {queue}</source>
        <translation>{worker} 把{item}放入 {queue}</translation>
    </message>
    <message>
        <source>{worker} took {item} from {queue}</source>
        <translation>{worker} 从 {queue} 取走{item}</translation>
    </message>
    <message>
        <source>{worker} finished {item}</source>
        <translation>{worker} 完成了 {item}</translation>
    </message>
    <message>
        <source>{worker} waits: {queue} is full</source>
        <translation>{worker} 在等待：{queue} 已满</translation>
    </message>
    <message>
        <source>{worker} waits: {queue} is empty</source>
        <translation>{worker} 在等待：{queue} 为空</translation>
    </message>
    <message>
        <source>{worker} gave up putting: Full</source>
        <translation>{worker} 放弃放入：Full</translation>
    </message>
    <message>
        <source>{worker} gave up getting: Empty</source>
        <translation>{worker} 放弃取出：Empty</translation>
    </message>
    <message>
        <source>{worker} waits in {queue}.join()</source>
        <translation>{worker} 在 {queue}.join() 中等待</translation>
    </message>
    <message>
        <source>{worker} waits for {other} (Process.join)</source>
        <translation>{worker} 等待 {other} 结束（Process.join）</translation>
    </message>
    <message>
        <source>{worker} goes on: the join is over</source>
        <translation>{worker} 继续：join 已返回</translation>
    </message>
    <message>
        <source>{worker} started</source>
        <translation>{worker} 启动</translation>
    </message>
    <message>
        <source>{worker} ended</source>
        <translation>{worker} 结束</translation>
    </message>
    <message>
        <source>{worker} failed, exit code {argument}: {why}</source>
        <translation>{worker} 失败，退出码 {argument}：{why}</translation>
    </message>
    <message>
        <source>{worker} lost {item}: {why}</source>
        <translation>{worker} 丢失了 {item}：{why}</translation>
    </message>
    <message>
        <source>{worker} closed {queue}</source>
        <translation>{worker} 关闭了 {queue}</translation>
    </message>
    <message>
        <source>{worker} called task_done once too often</source>
        <translation>{worker} 多调用了一次 task_done</translation>
    </message>
    <message>
        <source>{worker} made {item}</source>
        <translation>{worker} 做好了 {item}</translation>
    </message>
    <message>
        <source>{worker} is eating {item}</source>
        <translation>{worker} 正在吃 {item}</translation>
    </message>
    <message>
        <source>item {number} of {producer}</source>
        <translation>{producer} 的第 {number} 项</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>全部事件</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>an item from outside</source>
        <translation>来自外部的一项</translation>
    </message>
    <message>
        <source>the main program&apos;s item {}</source>
        <translation>主程序的第 {} 项</translation>
    </message>
    <message>
        <source>ended by signal {}</source>
        <translation>被信号 {} 结束</translation>
    </message>
    <message>
        <source>see the notes</source>
        <translation>见备注</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>{} rows</source>
        <translation>{} 行</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Shows only lines that contain this: a name, a dish, a word (Ctrl+F)</source>
        <translation>只显示包含此内容的行：名称、菜品或词语（Ctrl+F）</translation>
    </message>
    <message>
        <source>Kinds of events</source>
        <translation>事件种类</translation>
    </message>
    <message>
        <source>Shows only events of this kind</source>
        <translation>只显示这一种事件</translation>
    </message>
    <message>
        <source>Lines that pass the filter, of the newest 20,000</source>
        <translation>最近 20,000 行中符合筛选的行数</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keeps the newest line in view</source>
        <translation>始终显示最新的一行</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lets all processes go on (Space)</source>
        <translation>让所有进程继续（空格键）</translation>
    </message>
    <message>
        <source>Holds each process at its next queue operation (Space)</source>
        <translation>让每个进程停在下一次队列操作之前（空格键）</translation>
    </message>
    <message>
        <source>Locked during a run: stop it first. Counts can be changed at any time.</source>
        <translation>运行时锁定：请先停止。数量随时可以修改。</translation>
    </message>
    <message>
        <source>main program: pid {pid}, {count} processes</source>
        <translation>主程序：pid {pid}，共 {count} 个进程</translation>
    </message>
    <message>
        <source>No process is alive</source>
        <translation>没有存活的进程</translation>
    </message>
    <message>
        <source>{} events</source>
        <translation>{} 个事件</translation>
    </message>
    <message>
        <source>Events received from the observed processes so far</source>
        <translation>到现在为止从被观察的进程收到的事件</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Built-in scenarios</source>
        <translation>内置场景</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
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
        <source>What the run is doing</source>
        <translation>运行的当前状态</translation>
    </message>
    <message>
        <source>Time from the main program&apos;s start to what is shown</source>
        <translation>从主程序启动到当前画面的时间</translation>
    </message>
    <message>
        <source>Opens a scenario (a run must be stopped first)</source>
        <translation>打开一个场景（须先停止运行）</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Starts the processes (Space)</source>
        <translation>启动各个进程（空格键）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Lets one queue operation through (.)</source>
        <translation>只放行一次队列操作 (.)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends all processes (Esc)</source>
        <translation>结束所有进程 (Esc)</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新场景</translation>
    </message>
    <message>
        <source>Open scenario…</source>
        <translation>打开场景…</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Save scenario as…</source>
        <translation>场景另存为…</translation>
    </message>
    <message>
        <source>Save plot as picture…</source>
        <translation>把图保存为图片…</translation>
    </message>
    <message>
        <source>Copy plot</source>
        <translation>复制图</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>保存日志…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Follow the run</source>
        <translation>跟随运行</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>显示整个运行</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Depth as a table…</source>
        <translation>队列深度表…</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>About Queuescope</source>
        <translation>关于 Queuescope</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>items</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Items put and not yet taken, now; behind the stroke, maxsize.</source>
        <translation>现在已放入而尚未取走的项数；斜线后面是 maxsize。</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>The greatest depth so far.</source>
        <translation>到现在为止的最大深度。</translation>
    </message>
    <message>
        <source>mean depth</source>
        <translation>平均深度</translation>
    </message>
    <message>
        <source>Depth averaged over time, from the first event until now.</source>
        <translation>从第一个事件到现在，深度对时间的平均。</translation>
    </message>
    <message>
        <source>in</source>
        <translation>流入</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>项/秒</translation>
    </message>
    <message>
        <source>Items put during the last second.</source>
        <translation>最近一秒放入的项数。</translation>
    </message>
    <message>
        <source>out</source>
        <translation>流出</translation>
    </message>
    <message>
        <source>Items taken during the last second.</source>
        <translation>最近一秒取走的项数。</translation>
    </message>
    <message>
        <source>produced</source>
        <translation>已生产</translation>
    </message>
    <message>
        <source>Successful put calls, by their moments in the queue.</source>
        <translation>成功的 put 调用，以进入队列的时刻计。</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>已取走</translation>
    </message>
    <message>
        <source>Successful get calls, by their moments at the pipe.</source>
        <translation>成功的 get 调用，以从管道读出的时刻计。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Successful task_done calls; a plain Queue has none.</source>
        <translation>成功的 task_done 调用；普通 Queue 没有。</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Items that a feeder thread could not send; the log names them.</source>
        <translation>馈送线程无法发送的项；日志里有名称。</translation>
    </message>
    <message>
        <source>wait, median</source>
        <translation>等待（中位数）</translation>
    </message>
    <message>
        <source>Half of the items lay in the queue no longer than this (p50).</source>
        <translation>一半的项在队列里停留不超过这个时间 (p50)。</translation>
    </message>
    <message>
        <source>wait, 99 %</source>
        <translation>等待（99 %）</translation>
    </message>
    <message>
        <source>99 of 100 items lay in the queue no longer than this (p99).</source>
        <translation>100 项中有 99 项在队列里停留不超过这个时间 (p99)。</translation>
    </message>
    <message>
        <source>blocked in put</source>
        <translation>put 阻塞</translation>
    </message>
    <message>
        <source>Time that producers waited for a free slot, summed over them.</source>
        <translation>生产者等待空槽位的时间，各进程之和。</translation>
    </message>
    <message>
        <source>blocked in get</source>
        <translation>get 阻塞</translation>
    </message>
    <message>
        <source>Time that consumers waited for an item, summed over them.</source>
        <translation>消费者等待项的时间，各进程之和。</translation>
    </message>
</context>
<context>
    <name>NumbersPanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>The queue that is plotted and whose numbers are shown</source>
        <translation>图和数字所显示的队列</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>{worker}: {state}</source>
        <translation>{worker}：{state}</translation>
    </message>
    <message>
        <source>waits for {}</source>
        <translation>等待 {}</translation>
    </message>
    <message>
        <source>makes {}</source>
        <translation>正在做{}</translation>
    </message>
    <message>
        <source>works</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>blocked in put: the queue is full</source>
        <translation>阻塞在 put：队列已满</translation>
    </message>
    <message>
        <source>waits in get: no item yet</source>
        <translation>在 get 中等待：还没有项</translation>
    </message>
    <message>
        <source>waits in join</source>
        <translation>在 join 中等待</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>killed by signal {}</source>
        <translation>被信号 {} 杀死</translation>
    </message>
    <message>
        <source>exit code {}</source>
        <translation>退出码 {}</translation>
    </message>
    <message>
        <source>producing</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>consuming</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>blocked in put</source>
        <translation>put 阻塞</translation>
    </message>
    <message>
        <source>waits in get</source>
        <translation>get 等待</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>join 中</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>must be {}</source>
        <translation>必须是{}</translation>
    </message>
    <message>
        <source>must be given: {}</source>
        <translation>必须填写：{}</translation>
    </message>
    <message>
        <source>one of {}</source>
        <translation>以下之一：{}</translation>
    </message>
    <message>
        <source>a text of {} to {} characters</source>
        <translation>{} 到 {} 个字符的文本</translation>
    </message>
    <message>
        <source>a whole number from {} to {}</source>
        <translation>{} 到 {} 的整数</translation>
    </message>
    <message>
        <source>a number from {} to {}</source>
        <translation>{} 到 {} 的数</translation>
    </message>
    <message>
        <source>a table of fields</source>
        <translation>由字段组成的表</translation>
    </message>
    <message>
        <source>must be a table of fields</source>
        <translation>必须是由字段组成的表</translation>
    </message>
    <message>
        <source>must be tables, each headed [[{}]]</source>
        <translation>必须是若干个表，每个以 [[{}]] 开头</translation>
    </message>
    <message>
        <source>must be at most {} of them</source>
        <translation>最多 {} 个</translation>
    </message>
    <message>
        <source>is not a field; did you mean &quot;{}&quot;?</source>
        <translation>不是字段；是否想写“{}”？</translation>
    </message>
    <message>
        <source>is not a field; there are {}</source>
        <translation>不是字段；可用的字段有 {}</translation>
    </message>
    <message>
        <source>must be in one line, without blanks around it</source>
        <translation>必须在一行之内，首尾没有空白</translation>
    </message>
    <message>
        <source>must differ from {}: each kind has its own</source>
        <translation>不能与 {} 相同：每一种都要有自己的名称</translation>
    </message>
    <message>
        <source>must be at most high, which is {}</source>
        <translation>不能大于最长时间（{}）</translation>
    </message>
    <message>
        <source>must be &quot;sentinel&quot; for a {}: only a JoinableQueue can be joined, as daemons need it</source>
        <translation>对 {} 必须是 &quot;sentinel&quot;（哨兵）：守护进程需要 join，而只有 JoinableQueue 可以 join</translation>
    </message>
    <message>
        <source>must be 0 for a SimpleQueue: it has no maxsize</source>
        <translation>对 SimpleQueue 必须是 0：它没有 maxsize</translation>
    </message>
    <message>
        <source>must be a text file in UTF-8</source>
        <translation>必须是 UTF-8 文本文件</translation>
    </message>
    <message>
        <source>must be nested far less deeply</source>
        <translation>嵌套层数太多</translation>
    </message>
    <message>
        <source>must be TOML: {}</source>
        <translation>必须是 TOML：{}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Crash report</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>This file is on your computer only; nothing was sent: {}</source>
        <translation>此文件只保存在您的计算机上，没有发送任何内容：{}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The report as text, for whoever can help</source>
        <translation>以文本形式复制报告，便于向他人求助</translation>
    </message>
    <message>
        <source>The folder in which all reports and the log file are</source>
        <translation>存放所有报告和日志文件的文件夹</translation>
    </message>
</context>
<context>
    <name>Scenario</name>
    <message>
        <source>Dim-sum kitchen</source>
        <translation>点心厨房</translation>
    </message>
    <message>
        <source>Balanced kitchen</source>
        <translation>平衡的厨房</translation>
    </message>
    <message>
        <source>Back-pressure</source>
        <translation>背压</translation>
    </message>
    <message>
        <source>Starvation</source>
        <translation>饥饿</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>突发</translation>
    </message>
    <message>
        <source>Unbounded growth</source>
        <translation>无界增长</translation>
    </message>
    <message>
        <source>Cook A</source>
        <translation>厨师 A</translation>
    </message>
    <message>
        <source>Cook B</source>
        <translation>厨师 B</translation>
    </message>
    <message>
        <source>Cook C</source>
        <translation>厨师 C</translation>
    </message>
    <message>
        <source>Cook</source>
        <translation>厨师</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
    <message>
        <source>Steamer</source>
        <translation>蒸笼</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>煎锅</translation>
    </message>
    <message>
        <source>bun</source>
        <translation>包子</translation>
    </message>
    <message>
        <source>dumpling</source>
        <translation>饺子</translation>
    </message>
    <message>
        <source>rice parcel</source>
        <translation>粽子</translation>
    </message>
    <message>
        <source>Three cooks make four dim sum each; two guests eat them. The main program waits for the cooks, then for the queue, then says goodbye.</source>
        <translation>三位厨师每人做四份点心，两位客人来吃。主程序先等厨师，再等队列，最后道别。</translation>
    </message>
    <message>
        <source>Guests eat a little faster than the cooks cook: the queue stays short, and nobody waits long.</source>
        <translation>客人吃得比厨师做得稍快：队列一直很短，谁也不用久等。</translation>
    </message>
    <message>
        <source>One slow guest and a counter with four places: the queue is full nearly all the time, and the cooks are blocked in put until a place is free.</source>
        <translation>一位慢客人，四个位置的柜台：队列几乎一直是满的，厨师阻塞在 put 里，直到有空位。</translation>
    </message>
    <message>
        <source>One cook and five hungry guests: the queue is empty nearly all the time, and the guests are blocked in get until something comes.</source>
        <translation>一位厨师，五位饥饿的客人：队列几乎一直是空的，客人阻塞在 get 里，直到有东西来。</translation>
    </message>
    <message>
        <source>Whole steamers come out of the kitchen at once: the queue leaps up with each, and the guests work it down again.</source>
        <translation>整笼点心一次端出：每端一笼，队列就跳高一截，客人再慢慢吃下来。</translation>
    </message>
    <message>
        <source>The cooks never stop, the guests can&apos;t keep up, and the queue has no limit: it grows until you add guests, send cooks home, or press Stop.</source>
        <translation>厨师不停地做，客人吃不过来，队列又没有上限：它一直增长，直到您增加客人、让厨师下班，或按“停止”。</translation>
    </message>
</context>
<context>
    <name>ScenarioForm</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Producers</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Add a kind of producer</source>
        <translation>增加一类生产者</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>Add a kind of consumer</source>
        <translation>增加一类消费者</translation>
    </message>
    <message>
        <source>This scenario</source>
        <translation>本场景</translation>
    </message>
    <message>
        <source>Cook</source>
        <translation>厨师</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
</context>
<context>
    <name>SpeedControl</name>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How much faster than real time the demo&apos;s work goes; the queue is always real</source>
        <translation>演示中的工作比真实时间快多少倍；队列永远是真实的</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>waits: the queue is full</source>
        <translation>等待：队列已满</translation>
    </message>
    <message>
        <source>waits: the queue is empty</source>
        <translation>等待：队列为空</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>join 中</translation>
    </message>
    <message>
        <source>blocked in put</source>
        <translation>put 阻塞</translation>
    </message>
    <message>
        <source>waits in get</source>
        <translation>get 等待</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>main program</source>
        <translation>主程序</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>consumer</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>relay</source>
        <translation>中转</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>joins {}</source>
        <translation>join {}</translation>
    </message>
</context>
<context>
    <name>Workers</name>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>The process&apos;s name.</source>
        <translation>进程的名称。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What it is doing now.</source>
        <translation>它现在在做什么。</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Items it has put, or taken where it puts none.</source>
        <translation>它放入的项数；不放入的则为取走的项数。</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Utilisation: time in its own code / time alive and not paused.</source>
        <translation>利用率：执行自身代码的时间 / 存活且未暂停的时间。</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>Time it has waited in put and get.</source>
        <translation>它在 put 和 get 中等待的时间。</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>The system&apos;s process id.</source>
        <translation>系统的进程号。</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Its exit code; a negative one is the signal that ended it.</source>
        <translation>退出码；负数是结束它的信号。</translation>
    </message>
    <message>
        <source>pid {}</source>
        <translation>pid {}</translation>
    </message>
    <message>
        <source>blocked in put {put}, in get {get}</source>
        <translation>put 阻塞 {put}，get 等待 {get}</translation>
    </message>
    <message>
        <source>exit code {}</source>
        <translation>退出码 {}</translation>
    </message>
</context>
<context>
    <name>WorkersTable</name>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
        <source>Scenarios (*.toml *.queuescope)</source>
        <translation>场景 (*.toml *.queuescope)</translation>
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
        <source>Scenarios (*.toml)</source>
        <translation>场景 (*.toml)</translation>
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
        <source>{} cannot be written</source>
        <translation>无法写入 {}</translation>
    </message>
    <message>
        <source>Is there space, and may you write there?</source>
        <translation>磁盘还有空间吗？您有写入权限吗？</translation>
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
        <source>The details are in {}.</source>
        <translation>详情见 {}。</translation>
    </message>
</context>
<context>
    <name>Arguments</name>
    <message>
        <source>What is put</source>
        <translation>要放入的值</translation>
    </message>
    <message>
        <source>What put and put_nowait put: any Python literal, or one of the list</source>
        <translation>put 和 put_nowait 放入的值：任意 Python 字面量，或列表中的一个</translation>
    </message>
    <message>
        <source>None (s)</source>
        <translation>None（秒）</translation>
    </message>
    <message>
        <source>How many seconds put and get wait at most; empty means for ever</source>
        <translation>put 和 get 最多等待多少秒；留空表示一直等</translation>
    </message>
    <message>
        <source>Whether put and get wait at all; without, timeout counts not</source>
        <translation>put 和 get 是否等待；不等待时 timeout 不起作用</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>{worker} failed: {type}: {text}. The run goes on without it. Look at its traceback, then set its count again to replace it.</source>
        <translation>{worker} 失败了：{type}：{text}。运行继续，但少了它。请查看回溯信息，再重新设置数量来补上它。</translation>
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
    <name>Calls</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>In the order of asking.</source>
        <translation>按请求的先后。</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Where it was called.</source>
        <translation>在哪个进程里调用。</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>The call, as in Python.</source>
        <translation>调用语句，与 Python 中一样。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How far it has come.</source>
        <translation>进行到哪一步。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What it returned, or the exception that it raised.</source>
        <translation>返回值，或抛出的异常。</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>From the call to its end, by the clock of that process around the call alone.</source>
        <translation>从调用到结束，由该进程自己的时钟测得，只计这次调用。</translation>
    </message>
</context>
<context>
    <name>CallsPanel</name>
    <message>
        <source>Calls: {}</source>
        <translation>调用：{} 次</translation>
    </message>
    <message>
        <source>No call yet: open the bench, choose a process, press a method.</source>
        <translation>还没有调用：打开实验台，选一个进程，再按一个方法。</translation>
    </message>
    <message>
        <source>Save as script…</source>
        <translation>另存为脚本…</translation>
    </message>
    <message>
        <source>Saves the session as a Python program that makes the same calls again</source>
        <translation>把这次操作保存为 Python 程序，再次运行会做同样的调用</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
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
    <message>
        <source>An oscilloscope for Python&apos;s multiprocessing queues.</source>
        <translation>Python 多进程队列的示波器。</translation>
    </message>
    <message>
        <source>MIT licence</source>
        <translation>MIT 许可证</translation>
    </message>
    <message>
        <source>About Queuescope</source>
        <translation>关于 Queuescope</translation>
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
    <name>KindCard</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove this kind</source>
        <translation>移除这一类</translation>
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
        <source>Filter: a name, a dish, a word</source>
        <translation>筛选：名称、菜品或词语</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Shows only lines that contain this (Ctrl+F)</source>
        <translation>只显示包含它的行 (Ctrl+F)</translation>
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
    <name>Methods</name>
    <message>
        <source>Takes a free slot, or waits for one, and leaves the item to the feeder thread, which pickles it and writes it into the pipe.</source>
        <translation>占用一个空槽位（没有就等），把项交给馈送线程，由它序列化并写入管道。</translation>
    </message>
    <message>
        <source>put that does not wait: raises Full when no slot is free.</source>
        <translation>不等待的 put：没有空槽位就抛出 Full。</translation>
    </message>
    <message>
        <source>Takes the oldest item out of the pipe and gives its slot back; waits for one.</source>
        <translation>从管道取出最早的一项并归还槽位；没有就等。</translation>
    </message>
    <message>
        <source>get that does not wait: raises Empty when nothing is in the pipe yet.</source>
        <translation>不等待的 get：管道里还没有项就抛出 Empty。</translation>
    </message>
    <message>
        <source>How many slots are taken now; already past when you read it, and not to be had on macOS.</source>
        <translation>此刻占用的槽位数；读到时可能已过时，macOS 上不可用。</translation>
    </message>
    <message>
        <source>Whether the pipe holds nothing; may say True right after a put, whose feeder thread is still at work.</source>
        <translation>管道是否为空；刚 put 完也可能返回 True，因为馈送线程还没写完。</translation>
    </message>
    <message>
        <source>Whether no slot is free at this moment.</source>
        <translation>此刻是否没有空槽位。</translation>
    </message>
    <message>
        <source>Says that an item that was taken is dealt with; ValueError when there was none.</source>
        <translation>表示取出的一项已处理完；没有待处理的项时抛出 ValueError。</translation>
    </message>
    <message>
        <source>Waits until task_done has been called once for every item ever put.</source>
        <translation>等待，直到每个放入过的项都对应调用过一次 task_done。</translation>
    </message>
    <message>
        <source>This process will use the queue no more: its feeder thread ends when all is written.</source>
        <translation>本进程不再使用队列：馈送线程写完后就结束。</translation>
    </message>
    <message>
        <source>After close: waits until the feeder thread has written everything into the pipe.</source>
        <translation>close 之后：等待馈送线程把所有内容写入管道。</translation>
    </message>
    <message>
        <source>This process will not wait for its feeder thread when it ends; unwritten items are lost.</source>
        <translation>本进程结束时不等馈送线程；没写完的项会丢失。</translation>
    </message>
    <message>
        <source>Ends the process by sys.exit(), which waits until its feeder thread has written all.</source>
        <translation>用 sys.exit() 结束进程，会等馈送线程写完。</translation>
    </message>
    <message>
        <source>Pickles the item and writes it into the pipe itself; waits while that is full.</source>
        <translation>自己把项序列化并写入管道；管道满时等待。</translation>
    </message>
    <message>
        <source>Takes the oldest item out of the pipe; waits for one without any timeout.</source>
        <translation>从管道取出最早的一项；没有就一直等，不能设超时。</translation>
    </message>
    <message>
        <source>Whether the pipe holds nothing at this moment.</source>
        <translation>此刻管道是否为空。</translation>
    </message>
    <message>
        <source>Closes both ends of the pipe in this process.</source>
        <translation>在本进程中关闭管道的两端。</translation>
    </message>
    <message>
        <source>A SimpleQueue has no such method: its put and get always wait.</source>
        <translation>SimpleQueue 没有这个方法：它的 put 和 get 总是等待。</translation>
    </message>
    <message>
        <source>A SimpleQueue has no feeder thread: its put writes into the pipe itself.</source>
        <translation>SimpleQueue 没有馈送线程：put 自己写入管道。</translation>
    </message>
    <message>
        <source>Only a JoinableQueue counts the items that are not dealt with yet.</source>
        <translation>只有 JoinableQueue 会统计尚未处理完的项。</translation>
    </message>
    <message>
        <source>A SimpleQueue counts nothing: it is a pipe with two locks.</source>
        <translation>SimpleQueue 不计数：它只是一条管道加两把锁。</translation>
    </message>
    <message>
        <source>A SimpleQueue has no maxsize, and so no notion of full.</source>
        <translation>SimpleQueue 没有 maxsize，也就没有“满”的说法。</translation>
    </message>
    <message>
        <source>Too big for the pipe: the feeder thread waits for a reader.</source>
        <translation>管道装不下：馈送线程要等有人来读。</translation>
    </message>
    <message>
        <source>Cannot be pickled: put succeeds, and the feeder thread drops it.</source>
        <translation>无法序列化：put 成功返回，馈送线程却把它丢弃。</translation>
    </message>
    <message>
        <source>must be a Python literal: text in quotes, a number, True, False, None, or a tuple, list, dict or set of these</source>
        <translation>必须是 Python 字面量：带引号的文本、数字、True、False、None，或由它们组成的元组、列表、字典、集合</translation>
    </message>
    <message>
        <source>must have at most 4,000 characters</source>
        <translation>最多 4,000 个字符</translation>
    </message>
    <message>
        <source>must be a number of seconds from 0 to 3,600, or empty for no limit</source>
        <translation>必须是 0 到 3,600 之间的秒数，留空表示不限时</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>held by Pause</source>
        <translation>被“暂停”拦住</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已返回</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>抛出异常</translation>
    </message>
    <message>
        <source>process ended</source>
        <translation>进程已结束</translation>
    </message>
    <message>
        <source>never returned</source>
        <translation>没有返回</translation>
    </message>
    <message>
        <source>blocked for {}</source>
        <translation>已阻塞 {}</translation>
    </message>
    <message>
        <source>It waits for a free slot: somebody must get an item.</source>
        <translation>它在等空槽位：要有人 get 一项。</translation>
    </message>
    <message>
        <source>It waits for an item: somebody must put one.</source>
        <translation>它在等一项：要有人 put。</translation>
    </message>
    <message>
        <source>It waits for task_done, once for every item put.</source>
        <translation>它在等 task_done：每个放入的项各一次。</translation>
    </message>
    <message>
        <source>Its feeder thread cannot write: the pipe is full, and somebody must get.</source>
        <translation>馈送线程写不进去：管道已满，要有人 get。</translation>
    </message>
    <message>
        <source>It waits for room in the pipe: somebody must get.</source>
        <translation>它在等管道有空间：要有人 get。</translation>
    </message>
    <message>
        <source>ended by signal {}</source>
        <translation>被信号 {} 结束</translation>
    </message>
    <message>
        <source>exit code {}</source>
        <translation>退出码 {}</translation>
    </message>
    <message>
        <source>{} characters</source>
        <translation>共 {} 个字符</translation>
    </message>
</context>
<context>
    <name>MethodsController</name>
    <message>
        <source>A worker could not be started: {}</source>
        <translation>无法启动工作进程：{}</translation>
    </message>
    <message>
        <source>Bench of methods</source>
        <translation>方法实验台</translation>
    </message>
    <message>
        <source>This cannot be called</source>
        <translation>无法这样调用</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存操作过程</translation>
    </message>
    <message>
        <source>Python programs (*.py)</source>
        <translation>Python 程序 (*.py)</translation>
    </message>
    <message>
        <source>{} cannot be written</source>
        <translation>无法写入 {}</translation>
    </message>
    <message>
        <source>Saved: {}</source>
        <translation>已保存：{}</translation>
    </message>
    <message>
        <source>Data isolation</source>
        <translation>数据隔离</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Bench of methods…</source>
        <translation>方法实验台…</translation>
    </message>
    <message>
        <source>Every method of a real queue, called in a process of your choice</source>
        <translation>真实队列的每个方法，在您选的进程里调用</translation>
    </message>
    <message>
        <source>Data isolation…</source>
        <translation>数据隔离…</translation>
    </message>
    <message>
        <source>Why queues exist: a global list is not shared</source>
        <translation>为什么需要队列：全局列表并不共享</translation>
    </message>
</context>
<context>
    <name>MethodsPanel</name>
    <message>
        <source>{} waits for a call</source>
        <translation>{} 在等待调用</translation>
    </message>
    <message>
        <source>{call}: {state}. {why}</source>
        <translation>{call}：{state}。{why}</translation>
    </message>
    <message>
        <source>Kill {}</source>
        <translation>杀死 {}</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>杀死</translation>
    </message>
    <message>
        <source>Open the bench first.</source>
        <translation>请先打开实验台。</translation>
    </message>
    <message>
        <source>Choose a process first.</source>
        <translation>请先选一个进程。</translation>
    </message>
    <message>
        <source>{} is in a call: wait for it, or kill the process.</source>
        <translation>{} 正在调用中：请等它返回，或杀死该进程。</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Call a method</source>
        <translation>调用方法</translation>
    </message>
    <message>
        <source>Add a worker</source>
        <translation>增加工作进程</translation>
    </message>
    <message>
        <source>Starts one more process at the same queue, up to six</source>
        <translation>在同一个队列上再启动一个进程，最多六个</translation>
    </message>
    <message>
        <source>Ends the chosen process by SIGKILL, whatever it holds and waits for</source>
        <translation>用 SIGKILL 结束所选进程，不管它正持有什么、等待什么</translation>
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
    <name>ProcessButtons</name>
    <message>
        <source>The next call is made in {}</source>
        <translation>下一次调用在 {} 中进行</translation>
    </message>
    <message>
        <source>{name} has ended, exit code {code}</source>
        <translation>{name} 已结束，退出码 {code}</translation>
    </message>
</context>
<context>
    <name>ProgramColumn</name>
    <message>
        <source>Run it, and compare the two lists.</source>
        <translation>运行它，比较两个列表。</translation>
    </message>
    <message>
        <source>The program was ended before both had printed their list.</source>
        <translation>两边还没都打印列表，程序就被结束了。</translation>
    </message>
    <message>
        <source>A copy came through the queue: now both have the dishes.</source>
        <translation>一份副本经队列传来：现在两边都有了。</translation>
    </message>
    <message>
        <source>The worker changed its own copy: each process has its own memory, globals too.</source>
        <translation>工作进程改的是自己的副本：每个进程都有自己的内存，全局变量也不例外。</translation>
    </message>
    <message>
        <source>A global list</source>
        <translation>全局列表</translation>
    </message>
    <message>
        <source>Through a queue</source>
        <translation>经由队列</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs exactly this program, in real processes</source>
        <translation>原样运行这个程序，用真实的进程</translation>
    </message>
    <message>
        <source>The worker&apos;s list</source>
        <translation>工作进程的列表</translation>
    </message>
    <message>
        <source>The main program&apos;s list</source>
        <translation>主程序的列表</translation>
    </message>
    <message>
        <source>{}, as the program printed it</source>
        <translation>{}，与程序打印的一样</translation>
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
        <source>Cook</source>
        <translation>厨师</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
</context>
<context>
    <name>SetupCard</name>
    <message>
        <source>A SimpleQueue has no maxsize: it holds what fits into the pipe.</source>
        <translation>SimpleQueue 没有 maxsize：管道装得下多少就是多少。</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>Worker processes beside the main one, two to six.</source>
        <translation>主进程之外的工作进程数，二到六个。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open the bench</source>
        <translation>打开实验台</translation>
    </message>
    <message>
        <source>Ends all its processes; what was seen stays</source>
        <translation>结束它的所有进程；已看到的内容会保留</translation>
    </message>
    <message>
        <source>Makes the queue and starts the processes</source>
        <translation>创建队列并启动进程</translation>
    </message>
    <message>
        <source>unbounded</source>
        <translation>无界</translation>
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
        <source>waits for {}</source>
        <translation>等待 {}</translation>
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
</context>
<context>
    <name>WorkersTable</name>
    <message>
        <source>Workers</source>
        <translation>工作进程</translation>
    </message>
</context>
</TS>

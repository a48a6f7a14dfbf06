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
        <source>The window opened with its defaults; the old file is kept beside it as window.ini.bak.</source>
        <translation>窗口以默认设置打开；旧文件保留在旁边，名为 window.ini.bak。</translation>
    </message>
    <message>
        <source>This should not have happened. The window goes on; the details are in {}.</source>
        <translation>这本不该发生。窗口继续工作；详情见 {}。</translation>
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
        <source>Whether put and get wait at all; if not, the timeout has no effect</source>
        <translation>put 和 get 是否等待；不等待时 timeout 不起作用</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>moving</source>
        <translation>在运行</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Attach to a process</source>
        <translation>附加到进程</translation>
    </message>
    <message>
        <source>Search for a program or a pid</source>
        <translation>搜索程序或 pid</translation>
    </message>
    <message>
        <source>Looking at the Python programs that run here…</source>
        <translation>正在查看这里运行的 Python 程序…</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>pid</source>
        <translation>pid</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Its main process</source>
        <translation>它的主进程</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附加</translation>
    </message>
    <message>
        <source>The program is looked at from outside: nothing in it is changed or stopped.</source>
        <translation>从外部查看程序：其中什么都不会被改变或停住。</translation>
    </message>
    <message>
        <source>No other Python program runs here.</source>
        <translation>这里没有别的 Python 程序在运行。</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Attach to a process</source>
        <translation>附加到进程</translation>
    </message>
    <message>
        <source>Attach to a process…</source>
        <translation>附加到进程…</translation>
    </message>
    <message>
        <source>Shows a program that runs already, from outside, and what it waits for</source>
        <translation>从外部显示一个已在运行的程序，以及它在等什么</translation>
    </message>
</context>
<context>
    <name>Banner</name>
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
    <message>
        <source>{why} {remedy}</source>
        <translation>{why}{remedy}</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>第 {place} 条，共 {all} 条</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Nothing can move</source>
        <translation>一切停滞</translation>
    </message>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
    <message>
        <source>Shows the wait-for graph (Ctrl+G)</source>
        <translation>显示等待图（Ctrl+G）</translation>
    </message>
    <message>
        <source>Shows the next finding</source>
        <translation>显示下一条发现</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一条发现</translation>
    </message>
    <message>
        <source>The run was stopped</source>
        <translation>运行已停止</translation>
    </message>
    <message>
        <source>The run has ended</source>
        <translation>运行已结束</translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation>运行失败</translation>
    </message>
    <message>
        <source>The settings file was damaged</source>
        <translation>设置文件已损坏</translation>
    </message>
    <message>
        <source>The display has stopped</source>
        <translation>画面已停止</translation>
    </message>
    <message>
        <source>A worker could not be started</source>
        <translation>无法启动工作进程</translation>
    </message>
    <message>
        <source>since {}</source>
        <translation>始于 {}</translation>
    </message>
    <message>
        <source>The run goes on, and is not recorded</source>
        <translation>运行继续，但没有记录下来</translation>
    </message>
    <message>
        <source>Not all of the run is in the recording</source>
        <translation>运行记录不完整</translation>
    </message>
    <message>
        <source>The run could not continue</source>
        <translation>运行无法继续</translation>
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
    <message>
        <source>No call yet: open the playground, choose a process, press a method.</source>
        <translation>还没有调用：打开试验场，选一个进程，再按一个方法。</translation>
    </message>
</context>
<context>
    <name>CaptionEditor</name>
    <message>
        <source>Caption</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Enter shows the caption, Escape leaves it as it was</source>
        <translation>回车显示字幕，Esc 保持原样</translation>
    </message>
</context>
<context>
    <name>Centre</name>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
</context>
<context>
    <name>CodeController</name>
    <message>
        <source>Save program</source>
        <translation>保存程序</translation>
    </message>
    <message>
        <source>Python (*.py)</source>
        <translation>Python (*.py)</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>The scenario as a Python program</source>
        <translation>本场景对应的 Python 程序</translation>
    </message>
    <message>
        <source>Plain multiprocessing; runs by itself</source>
        <translation>纯 multiprocessing，可独立运行</translation>
    </message>
    <message>
        <source>A line is marked while a worker&apos;s measured state says that it is there, and lights up when an item has just passed it.</source>
        <translation>根据实测状态，某个工作进程正处在哪一行，就标出哪一行；刚有一项经过某一行时，该行会亮一下。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the program</source>
        <translation>复制整个程序</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Saves the program as a .py file</source>
        <translation>把程序保存为 .py 文件</translation>
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
        <source>gets blocked</source>
        <translation>get 被阻塞</translation>
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
        <source>gets blocked, %</source>
        <translation>get 被阻塞，%</translation>
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
    <name>Docks</name>
    <message>
        <source>Hide {}</source>
        <translation>隐藏“{}”</translation>
    </message>
    <message>
        <source>Hides this panel; the View menu shows it again</source>
        <translation>隐藏此面板；“视图”菜单可再次显示</translation>
    </message>
</context>
<context>
    <name>Exports</name>
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
        <source>Perfetto (*.pftrace)</source>
        <translation>Perfetto (*.pftrace)</translation>
    </message>
    <message>
        <source>Events as a table (*.csv)</source>
        <translation>事件表格 (*.csv)</translation>
    </message>
    <message>
        <source>Arrays for numpy (*.npz)</source>
        <translation>numpy 数组 (*.npz)</translation>
    </message>
    <message>
        <source>A page to share (*.html)</source>
        <translation>可分享的网页 (*.html)</translation>
    </message>
    <message>
        <source>Export run</source>
        <translation>导出运行</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>exit code {}</source>
        <translation>退出码 {}</translation>
    </message>
    <message>
        <source>vanished</source>
        <translation>无声消失</translation>
    </message>
    <message>
        <source>ended by {}</source>
        <translation>被 {} 结束</translation>
    </message>
    <message>
        <source>vanished without a word; its exit code is not known</source>
        <translation>无声消失，退出码未知</translation>
    </message>
    <message>
        <source>vanished without a word, with exit code {}</source>
        <translation>无声消失，退出码 {}</translation>
    </message>
</context>
<context>
    <name>FaultMenu</name>
    <message>
        <source>No process is alive: start a run first</source>
        <translation>没有活着的进程：请先开始运行</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Kill</source>
        <translation>杀死</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>暂停进程</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Raise an exception</source>
        <translation>抛出异常</translation>
    </message>
    <message>
        <source>An exception in its own code ends it</source>
        <translation>它自己的代码抛出异常而结束</translation>
    </message>
    <message>
        <source>Leave by sys.exit(&quot;x&quot;)</source>
        <translation>用 sys.exit(&quot;x&quot;) 离开</translation>
    </message>
    <message>
        <source>Leave by os._exit(0)</source>
        <translation>用 os._exit(0) 离开</translation>
    </message>
    <message>
        <source>Crash (segmentation fault)</source>
        <translation>崩溃（段错误）</translation>
    </message>
    <message>
        <source>As a broken extension module would</source>
        <translation>像有缺陷的扩展模块那样</translation>
    </message>
    <message>
        <source>Hang</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>now, whatever it does</source>
        <translation>现在，不管它在做什么</translation>
    </message>
    <message>
        <source>while it waits in get()</source>
        <translation>在 get() 中等待时</translation>
    </message>
    <message>
        <source>when it holds the read lock</source>
        <translation>持有读锁时</translation>
    </message>
    <message>
        <source>when half an item is written</source>
        <translation>数据项写到一半时</translation>
    </message>
    <message>
        <source>in the middle of its work</source>
        <translation>干活的中途</translation>
    </message>
    <message>
        <source>just before task_done()</source>
        <translation>就在 task_done() 之前</translation>
    </message>
    <message>
        <source>inside task_done()</source>
        <translation>在 task_done() 之中</translation>
    </message>
    <message>
        <source>SIGKILL: it ends at once, with no chance to clean up</source>
        <translation>SIGKILL：立即结束，来不及做任何清理</translation>
    </message>
    <message>
        <source>SIGSTOP: it is suspended, and keeps every lock it holds</source>
        <translation>SIGSTOP：停住不动，手里拿着的锁也不放</translation>
    </message>
    <message>
        <source>SIGCONT: a stopped process continues</source>
        <translation>SIGCONT：停住的进程继续运行</translation>
    </message>
    <message>
        <source>It exits with code 1, after cleaning up</source>
        <translation>以退出码 1 离开，并做清理</translation>
    </message>
    <message>
        <source>It is gone without cleaning up, with the exit code of success</source>
        <translation>不做清理就消失，退出码却像成功一样</translation>
    </message>
    <message>
        <source>It stops doing anything, and keeps every lock it holds</source>
        <translation>不再做任何事，手里拿着的锁也不放</translation>
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
    <name>Finding</name>
    <message>
        <source>Deadlock: joined before the queue was drained</source>
        <translation>死锁：还没取空队列就 join</translation>
    </message>
    <message>
        <source>Take all items from the queue first, then join the process.</source>
        <translation>先把队列里的数据项全部取走，再 join 进程。</translation>
    </message>
    <message>
        <source>join() waits for a task_done() that will never come</source>
        <translation>join() 在等永远不会来的 task_done()</translation>
    </message>
    <message>
        <source>Call task_done() once for each item taken, also when the work on it fails: put it into a finally block.</source>
        <translation>每取走一个数据项就要调用一次 task_done()，处理失败时也一样：把它放进 finally 块。</translation>
    </message>
    <message>
        <source>Waiting for items that nobody will put</source>
        <translation>在等没有人会放的数据项</translation>
    </message>
    <message>
        <source>Too few sentinels</source>
        <translation>哨兵不够</translation>
    </message>
    <message>
        <source>Nobody is left to take the items</source>
        <translation>再没有人来取数据项</translation>
    </message>
    <message>
        <source>Waiting in {queue}.join(): {waiting}. It returns when task_done() was called for each item; {depth} lie in the queue, and no process is left that takes any.</source>
        <translation>在 {queue}.join() 中等待：{waiting}。每个数据项都调用过 task_done() 它才会返回；队列里还有 {depth} 项，而会取的进程一个也不剩。</translation>
    </message>
    <message>
        <source>All consumers are dead</source>
        <translation>消费者全部死亡</translation>
    </message>
    <message>
        <source>All producers are dead</source>
        <translation>生产者全部死亡</translation>
    </message>
    <message>
        <source>Slots that never come back</source>
        <translation>再也回不来的空位</translation>
    </message>
    <message>
        <source>{who} died between taking a slot and sending the item. {lost} of {maxsize} slots are lost with it, {left} are left.</source>
        <translation>{who} 在占用空位之后、送出数据项之前死了。{maxsize} 个空位中有 {lost} 个随之丢失，还剩 {left} 个。</translation>
    </message>
    <message>
        <source>Make a new queue; and let producers end by themselves instead of killing them.</source>
        <translation>请重新建一个队列；让生产者自己结束，不要杀死它们。</translation>
    </message>
    <message>
        <source>Deadlock: everybody waits for somebody else</source>
        <translation>死锁：人人都在等别人</translation>
    </message>
    <message>
        <source>Look at who waits for whom, and take one arrow out of the circle.</source>
        <translation>看看谁在等谁，从环中去掉一个箭头。</translation>
    </message>
    <message>
        <source>The read lock died with its holder</source>
        <translation>读锁随持有者一起死了</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died inside get(), holding the read lock of {queue}. A lock does not know that its holder is gone: nobody can get any more.</source>
        <translation>{who}（pid {pid}）死在 get() 里，手里拿着 {queue} 的读锁。锁并不知道持有者已经不在：从此谁也取不了数据项。</translation>
    </message>
    <message>
        <source>The write lock died with its holder</source>
        <translation>写锁随持有者一起死了</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died while its feeder thread held the write lock of {queue}. What others put stays in their buffers and never arrives.</source>
        <translation>{who}（pid {pid}）死的时候，它的馈送线程正持有 {queue} 的写锁。别人放的数据项只能留在各自的缓冲区里，永远到不了。</translation>
    </message>
    <message>
        <source>The condition&apos;s lock died with its holder</source>
        <translation>条件变量的锁随持有者一起死了</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died holding the lock that counts unfinished tasks of {queue}: put, task_done and join wait for it for ever.</source>
        <translation>{who}（pid {pid}）死的时候，正拿着 {queue} 统计未完成任务的锁：put、task_done 和 join 将永远等下去。</translation>
    </message>
    <message>
        <source>A process died inside join()</source>
        <translation>有进程死在 join() 里</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died while it waited in {queue}.join(). The last task_done() wants to wake it up, and waits for its answer for ever: {waiting}.</source>
        <translation>{who}（pid {pid}）在 {queue}.join() 中等待时死了。最后一次 task_done() 想唤醒它，却永远等不到回应：{waiting}。</translation>
    </message>
    <message>
        <source>A message was torn</source>
        <translation>一条消息被撕裂</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died in the middle of a message on {queue}. What follows in the pipe cannot be told from its rest: even get(timeout=…) would block for ever.</source>
        <translation>{who}（pid {pid}）在 {queue} 上的一条消息传到一半时死了。管道里后面的内容与它的残余无法分清：连 get(timeout=…) 也会永远阻塞。</translation>
    </message>
    <message>
        <source>A lock of the dead was released</source>
        <translation>已替死者释放了锁</translation>
    </message>
    <message>
        <source>In your own program nobody does that: do not kill workers.</source>
        <translation>在你自己的程序里没有人会这么做：不要杀死工作进程。</translation>
    </message>
    <message>
        <source>Items were lost</source>
        <translation>有数据项丢失</translation>
    </message>
    <message>
        <source>{waiting} waits for the end of {who}. But {who} cannot end before its feeder thread has sent what is in its buffer (items: {unsent}), the pipe is full, and only {waiting} could take something out of it.</source>
        <translation>{waiting} 在等 {who} 结束；而 {who} 要等馈送线程把缓冲区里的数据项（{unsent} 个）送完才能结束。管道已满，能从中取走数据项的只有 {waiting} 自己。</translation>
    </message>
    <message>
        <source>{waiting} waits in {queue}.join(), but nobody will say task_done() for some of the items taken (missing: {missing}). Taken last by: {who}.</source>
        <translation>{waiting} 在 {queue}.join() 中等待，但有些已取走的数据项再也不会有人调用 task_done()（缺 {missing} 次）。最后取走它们的是：{who}。</translation>
    </message>
    <message>
        <source>Waiting for room that nobody will make</source>
        <translation>等待没有人会腾出的空位</translation>
    </message>
    <message>
        <source>A lock died with its holder</source>
        <translation>锁随持有者一起死去</translation>
    </message>
    <message>
        <source>{who} died having the {kind} made at {made}. A lock does not know that its holder is gone. Waiting for ever: {waiting}. {spots}</source>
        <translation>{who} 死时还持有创建于 {made} 的 {kind}。锁并不知道持有者已经不在了。永远等待的有：{waiting}。{spots}</translation>
    </message>
    <message>
        <source>Do not kill a process that has a lock. Keep what is done under a lock short, or acquire it with a timeout.</source>
        <translation>不要杀死持有锁的进程。持锁时做的事要短，或者用带超时的 acquire。</translation>
    </message>
    <message>
        <source>A result that will never come</source>
        <translation>永远不会来的结果</translation>
    </message>
    <message>
        <source>Waiting for a result of the Pool: {waiting}. But {who} died with the task in hand. The Pool starts another worker; the task it does not start again. {spots}</source>
        <translation>{waiting} 在等 Pool 的结果，但 {who} 手里拿着那个任务就死了。Pool 会另起一个工作进程，却不会重做那个任务。{spots}</translation>
    </message>
    <message>
        <source>Find out why it died. concurrent.futures.ProcessPoolExecutor raises BrokenProcessPool instead, and get(timeout) of a Pool&apos;s result raises TimeoutError.</source>
        <translation>查清它为什么死。换用 concurrent.futures.ProcessPoolExecutor 会抛出 BrokenProcessPool；对 Pool 的结果用 get(timeout) 会抛出 TimeoutError。</translation>
    </message>
    <message>
        <source>{who} (pid {pid}) died holding the {lock} of {queue}. No message was torn, so Queuescope released it in its place. Without it, everybody would wait for ever.</source>
        <translation>{who}（pid {pid}）死的时候拿着 {queue} 的{lock}。没有消息被撕裂，所以 Queuescope 替它释放了；否则大家会永远等下去。</translation>
    </message>
    <message>
        <source>Put by {who} and never to arrive: {lost}; {reason}{item}</source>
        <translation>{who} 放入却永远到不了的数据项有 {lost} 个：{reason}{item}</translation>
    </message>
    <message>
        <source>task_done() was called too often</source>
        <translation>task_done() 调用得太多</translation>
    </message>
    <message>
        <source>{who} called task_done() on {queue} more often than items were put ({times} times): that raises ValueError.</source>
        <translation>{who} 对 {queue} 调用 task_done() 的次数超过了放入的数据项（多 {times} 次）：这会抛出 ValueError。</translation>
    </message>
    <message>
        <source>Call it once for each item that get() has returned.</source>
        <translation>get() 每返回一个数据项，就调用一次。</translation>
    </message>
    <message>
        <source>{who} failed: {type}</source>
        <translation>{who} 失败：{type}</translation>
    </message>
    <message>
        <source>{who} left with exit code {code}</source>
        <translation>{who} 以退出码 {code} 离开</translation>
    </message>
    <message>
        <source>An exit code that is not 0 tells the parent of a failure.</source>
        <translation>不为 0 的退出码告诉父进程：出错了。</translation>
    </message>
    <message>
        <source>{who} vanished without a word</source>
        <translation>{who} 一声不响地消失了</translation>
    </message>
    <message>
        <source>It ended in the midst of its work with exit code {code}, as os._exit() does: no finally, no flush. The exit code alone would not tell. {hands} {without}</source>
        <translation>它在干活的中途以退出码 {code} 结束，就像 os._exit() 那样：不执行 finally，也不刷新缓冲。单看退出码是看不出来的。{hands} {without}</translation>
    </message>
    <message>
        <source>Leave a worker by return or sys.exit().</source>
        <translation>请用 return 或 sys.exit() 结束工作进程。</translation>
    </message>
    <message>
        <source>{who} crashed: {signal}</source>
        <translation>{who} 崩溃：{signal}</translation>
    </message>
    <message>
        <source>A fault below Python ended it, in an extension module or the interpreter. {hands} {without}</source>
        <translation>Python 之下的错误使它结束：出在扩展模块或解释器里。{hands} {without}</translation>
    </message>
    <message>
        <source>Run it with python -X faulthandler: that prints where it happened.</source>
        <translation>用 python -X faulthandler 运行：它会打印出错的位置。</translation>
    </message>
    <message>
        <source>{who} was killed by {signal}</source>
        <translation>{who} 被 {signal} 杀死</translation>
    </message>
    <message>
        <source>It could not clean up, and what it had not yet sent is gone with it. {hands} {without}</source>
        <translation>它来不及清理，还没送出的数据项也随之消失。{hands} {without}</translation>
    </message>
    <message>
        <source>If nobody of yours sent the signal, look at the system&apos;s log: it may have been short of memory.</source>
        <translation>如果信号不是你发的，请查看系统日志：可能是内存不足。</translation>
    </message>
    <message>
        <source>{who} is stopped</source>
        <translation>{who} 被暂停了</translation>
    </message>
    <message>
        <source>The system gives pid {pid} no time (SIGSTOP). It is not dead: what it holds stays held, and nothing is lost.</source>
        <translation>系统不再给 pid {pid} 分配时间（SIGSTOP）。它没有死：手里的锁还拿着，什么也没丢。</translation>
    </message>
    <message>
        <source>{who} holds a lock and does not move</source>
        <translation>{who} 持有锁却一动不动</translation>
    </message>
    <message>
        <source>It is alive and holds the {lock} of {queue}. Waiting for it: {waiting}.</source>
        <translation>它还活着，持有 {queue} 的{lock}。在等它的有：{waiting}。</translation>
    </message>
    <message>
        <source>Look at what it does: py-spy dump --pid {pid}.</source>
        <translation>看看它在做什么：py-spy dump --pid {pid}。</translation>
    </message>
    <message>
        <source>{since} {usual} {doing} {spots}</source>
        <translation>{since}{usual}{doing}{spots}</translation>
    </message>
    <message>
        <source>All wait for {who}</source>
        <translation>大家都在等 {who}</translation>
    </message>
    <message>
        <source>It (pid {pid}) has been in its own code for {seconds}. {pace} {spots}</source>
        <translation>它（pid {pid}）在自己的代码里已有 {seconds}。{pace}{spots}</translation>
    </message>
    <message>
        <source>Nothing moves any more</source>
        <translation>一切都停住了</translation>
    </message>
    <message>
        <source>See who should bring what is waited for. Where that is a signal or another program, all is well; else this is a deadlock.</source>
        <translation>看看等的东西该由谁来给。如果是信号或别的程序，那就没事；否则这就是死锁。</translation>
    </message>
    <message>
        <source>{who} is through, but cannot end before its feeder thread has sent what is in its buffer (items: {unsent}). The pipe is full, and nobody is left to take something out of it.</source>
        <translation>{who} 已经做完，但在馈送线程送出缓冲区里的数据项（{unsent} 项）之前无法结束。管道已满，而且没有人会再从中取走什么。</translation>
    </message>
    <message>
        <source>All {maxsize} slots of {queue} are taken.</source>
        <translation>{queue} 的全部 {maxsize} 个槽位都已占用。</translation>
    </message>
    <message>
        <source>The pipe of {queue} is full.</source>
        <translation>{queue} 的管道已满。</translation>
    </message>
    <message>
        <source>Share its work among more processes, or make it shorter.</source>
        <translation>把它的工作分给更多进程，或者让工作更短。</translation>
    </message>
    <message>
        <source>Overload: items come faster than they are taken</source>
        <translation>过载：数据项来得比取得快</translation>
    </message>
    <message>
        <source>Add consumers, or give the queue a maxsize so that it pushes back.</source>
        <translation>增加消费者，或者给队列设一个 maxsize，让它产生背压。</translation>
    </message>
    <message>
        <source>read lock</source>
        <translation>读锁</translation>
    </message>
    <message>
        <source>write lock</source>
        <translation>写锁</translation>
    </message>
    <message>
        <source>condition&apos;s lock</source>
        <translation>条件变量的锁</translation>
    </message>
    <message>
        <source>the feeder thread could not pickle them.</source>
        <translation>馈送线程无法 pickle 它们。</translation>
    </message>
    <message>
        <source>put() cannot know: it returns before. Put only what pickle can handle.</source>
        <translation>put() 无从知道：它早已返回。只放能被 pickle 的对象。</translation>
    </message>
    <message>
        <source>the pipe was closed or broken.</source>
        <translation>管道已关闭或断开。</translation>
    </message>
    <message>
        <source>Keep the reading end open until all producers have ended.</source>
        <translation>在所有生产者结束之前，保持读端打开。</translation>
    </message>
    <message>
        <source>it was killed before its feeder thread had sent them.</source>
        <translation>它在馈送线程送出它们之前被杀死。</translation>
    </message>
    <message>
        <source>Let producers end by themselves: then their buffer is flushed.</source>
        <translation>让生产者自己结束：这样缓冲区会被送完。</translation>
    </message>
    <message>
        <source>they lie behind a torn message.</source>
        <translation>它们排在一条被撕裂的消息后面。</translation>
    </message>
    <message>
        <source>Each waits for a lock that another one of them has: {waiting}.</source>
        <translation>每一个都在等另一个手里的锁：{waiting}。</translation>
    </message>
    <message>
        <source>Let all acquire the locks in the same order, or only one lock at a time.</source>
        <translation>让大家按同样的顺序获取锁，或者一次只拿一把锁。</translation>
    </message>
    <message>
        <source>These wait for one another in a circle, and none can go on: {waiting}.</source>
        <translation>它们互相等待，形成一个环，谁也无法继续：{waiting}。</translation>
    </message>
    <message>
        <source>It uses no CPU time.</source>
        <translation>它不占用 CPU 时间。</translation>
    </message>
    <message>
        <source>See whether what it waits for can still come.</source>
        <translation>看看它等的东西还会不会来。</translation>
    </message>
    <message>
        <source>It uses no CPU time: it sleeps, or waits for something that is no queue, such as a lock, an Event, a pipe or the network.</source>
        <translation>它没有使用 CPU 时间：它在睡眠，或在等待某个不是队列的东西，例如锁、Event、管道或网络。</translation>
    </message>
    <message>
        <source>See what it waits for, and whether that can still come: py-spy dump --pid {pid}.</source>
        <translation>看看它在等什么，以及那是否还会到来：py-spy dump --pid {pid}。</translation>
    </message>
    <message>
        <source>{name} stands at {spot} ({source}).</source>
        <translation>{name} 停在 {spot}（{source}）。</translation>
    </message>
    <message>
        <source>{name} sleeps, or waits with a timeout, at {spot} ({source}).</source>
        <translation>{name} 在 {spot}（{source}）睡眠或限时等待。</translation>
    </message>
    <message>
        <source>{name} waits at {spot} ({source}) for the {kind} made at {made}.</source>
        <translation>{name} 在 {spot}（{source}）等待创建于 {made} 的 {kind}。</translation>
    </message>
    <message>
        <source>{name} waits at {spot} ({source}) for the {kind} made at {made}, which {holder} has.</source>
        <translation>{name} 在 {spot}（{source}）等待创建于 {made} 的 {kind}，它在 {holder} 手里。</translation>
    </message>
    <message>
        <source>{name} waits at {spot} ({source}) for the {kind} made at {made}, which it has itself.</source>
        <translation>{name} 在 {spot}（{source}）等待创建于 {made} 的 {kind}，而它就在自己手里。</translation>
    </message>
    <message>
        <source>{name} waits for a program at {spot} ({source}).</source>
        <translation>{name} 在 {spot}（{source}）等待另一个程序。</translation>
    </message>
    <message>
        <source>{name} waits for input at {spot} ({source}).</source>
        <translation>{name} 在 {spot}（{source}）等待输入。</translation>
    </message>
    <message>
        <source>In its hands: {items}.</source>
        <translation>它手里的数据项：{items}。</translation>
    </message>
    <message>
        <source>The Pool starts another worker, but not this task again: its result will never come.</source>
        <translation>Pool 会另起一个工作进程，但不会重做这个任务：它的结果永远不会来。</translation>
    </message>
    <message>
        <source>The run goes on without it.</source>
        <translation>运行在没有它的情况下继续。</translation>
    </message>
    <message>
        <source>It was the main program: the run ended with it.</source>
        <translation>它是主程序：运行随它一起结束。</translation>
    </message>
    <message>
        <source>the queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>另外 {} 个</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有人</translation>
    </message>
    <message>
        <source>Look at its traceback. Catch what may fail for one item, so that the others go on.</source>
        <translation>请看它的回溯。把单个数据项可能出的错接住，其余的才能继续。</translation>
    </message>
    <message>
        <source>Let it go on: kill -CONT {pid}, or in the window Faults, Continue.</source>
        <translation>让它继续：kill -CONT {pid}，或在窗口中选“故障 → 继续”。</translation>
    </message>
    <message>
        <source>Start a consumer.</source>
        <translation>请启动一个消费者。</translation>
    </message>
    <message>
        <source>Consumers of the kind that came to their end: {ended}. Still waiting in get(): {waiting}. Nobody is left who will put another sentinel; missing: {missing}.</source>
        <translation>同类消费者中已结束的有 {ended} 个。仍在 get() 中等待：{waiting}。已没有人会再放哨兵，还缺 {missing} 个。</translation>
    </message>
    <message>
        <source>Put as many sentinels as there are consumers. And never get() because empty() said False: another consumer may take the last item in between.</source>
        <translation>有几个消费者，就放几个哨兵。也不要因为 empty() 返回 False 就去 get()：其间最后一个数据项可能已被别的消费者取走。</translation>
    </message>
    <message>
        <source>Blocked in put(): {waiting}. {full} Every process that could take an item has ended or waits itself.</source>
        <translation>在 put() 中阻塞：{waiting}。{full} 能取数据项的进程都已结束，或者自己也在等待。</translation>
    </message>
    <message>
        <source>Find out why they died, and start consumers again.</source>
        <translation>看看它们为什么死，再重新启动消费者。</translation>
    </message>
    <message>
        <source>End the one who joins last. For a new queue, start the program again.</source>
        <translation>在 join 中等待的进程要最后结束。要重建队列，请重新启动程序。</translation>
    </message>
    <message>
        <source>This queue must be made anew: start the program again.</source>
        <translation>这个队列必须重建：请重新启动程序。</translation>
    </message>
    <message>
        <source>{who} has not come back from its work for {seconds}</source>
        <translation>{who} 忙了 {seconds} 还没有回来</translation>
    </message>
    <message>
        <source>See what it waits for: py-spy dump --pid {pid}. Give calls that wait for the network, a file or a lock a timeout.</source>
        <translation>看看它在等什么：py-spy dump --pid {pid}。等待网络、文件或锁的调用都要加上超时。</translation>
    </message>
    <message>
        <source>It took {items}, and has not touched a queue since.</source>
        <translation>它取走 {items} 之后，再没有碰过队列。</translation>
    </message>
    <message>
        <source>Since its last put() it has not touched a queue.</source>
        <translation>自从上一次 put()，它再没有碰过队列。</translation>
    </message>
    <message>
        <source>Since its last task_done() it has not touched a queue.</source>
        <translation>自从上一次 task_done()，它再没有碰过队列。</translation>
    </message>
    <message>
        <source>Its kind usually takes {p50} (99 of 100 times at most {p99}; the longest of {count}: {longest}).</source>
        <translation>同类进程通常用 {p50}（百分之九十九不超过 {p99}；{count} 次中最长 {longest}）。</translation>
    </message>
    <message>
        <source>It used {cpu} of CPU time meanwhile: it computes, perhaps in a loop without an end. This is no deadlock.</source>
        <translation>其间它用了 {cpu} 的 CPU 时间：它在计算，也许陷在一个没有终点的循环里。这不是死锁。</translation>
    </message>
    <message>
        <source>See which line it is at: py-spy dump --pid {pid}. Where such work is meant to take so long, all is well.</source>
        <translation>看看它停在哪一行：py-spy dump --pid {pid}。如果这项工作本来就要这么久，那就没有问题。</translation>
    </message>
    <message>
        <source>It used {cpu} of CPU time meanwhile: it sleeps, or waits for something that is no queue. This is no deadlock.</source>
        <translation>其间它只用了 {cpu} 的 CPU 时间：它在睡眠，或者在等队列以外的什么。这不是死锁。</translation>
    </message>
    <message>
        <source>When the producers have finished, put one sentinel (None) for each consumer, or make the consumers daemons.</source>
        <translation>生产者全部完成后，为每个消费者放一个哨兵（None），或者把消费者设为守护进程。</translation>
    </message>
    <message>
        <source>Keep a consumer until the producers have finished, or put with a timeout and handle Full.</source>
        <translation>在生产者完成之前留住消费者，或者给 put 加上超时并处理 Full。</translation>
    </message>
    <message>
        <source>Everybody who put on {queue} has died: {who}. {failures} Waiting in get(): {waiting}. {spots}</source>
        <translation>向 {queue} 放过条目的进程都已死亡：{who}。{failures} 在 get() 中等待：{waiting}。{spots}</translation>
    </message>
    <message>
        <source>Find out why they died. Where producers may fail, call get() with a timeout and look at their exitcode.</source>
        <translation>请查明它们为何死亡。若生产者可能失败，请给 get() 设超时并检查其 exitcode。</translation>
    </message>
    <message>
        <source>The Pool&apos;s workers fail again and again: {type}</source>
        <translation>Pool 的工作进程一再失败：{type}</translation>
    </message>
    <message>
        <source>Workers that failed before they had taken a task: {count} ({text}) In most cases the initializer raises. The Pool starts new ones for ever, and no task is done. {spots}</source>
        <translation>在取得任务之前就失败的工作进程：{count}（{text}）多半是 initializer 抛出了异常。Pool 会不断启动新的工作进程，却没有任务完成。{spots}</translation>
    </message>
    <message>
        <source>Call the initializer once in the main process before the Pool is made, or catch what may fail in it.</source>
        <translation>请在创建 Pool 之前先在主进程中调用一次 initializer，或捕获其中可能出现的错误。</translation>
    </message>
    <message>
        <source>All processes wait without a timeout. {failures} {spots}</source>
        <translation>所有进程都在无超时地等待。{failures} {spots}</translation>
    </message>
    <message>
        <source>{in_per_s} items come each second and {out_per_s} are taken; {depth} wait in {queue}. Busy taking them: {who}.</source>
        <translation>每秒到来 {in_per_s} 个条目，取走 {out_per_s} 个；{queue} 中等待着 {depth} 个。忙于取走它们的：{who}。</translation>
    </message>
    <message>
        <source>Items lost on their way there: {lost}.</source>
        <translation>在途中丢失的条目：{lost}。</translation>
    </message>
    <message>
        <source>See why they were lost: without them the count is short.</source>
        <translation>请查明它们为何丢失：少了它们，数目就不够。</translation>
    </message>
    <message>
        <source>Use one queue for each direction.</source>
        <translation>每个方向各用一个队列。</translation>
    </message>
    <message>
        <source>Nothing was ever put there.</source>
        <translation>那里从未放入过任何条目。</translation>
    </message>
    <message>
        <source>See who should put, and whether it was started and has the same queue.</source>
        <translation>请查看应由谁放入，它是否已启动，用的是否是同一个队列。</translation>
    </message>
    <message>
        <source>See who should put what is waited for, and what that process waits for.</source>
        <translation>请查看应由谁放入所等待的条目，以及那个进程在等什么。</translation>
    </message>
    <message>
        <source>Blocked, since nobody takes them: {waiting}.</source>
        <translation>因无人取走而阻塞：{waiting}。</translation>
    </message>
    <message>
        <source>{name} failed ({what}).</source>
        <translation>{name} 失败（{what}）。</translation>
    </message>
    <message>
        <source>{name} was killed by {what}.</source>
        <translation>{name} 被 {what} 终止。</translation>
    </message>
    <message>
        <source>{name} left with {what}.</source>
        <translation>{name} 以 {what} 退出。</translation>
    </message>
    <message>
        <source>{name} ended abruptly, as os._exit() does.</source>
        <translation>{name} 突然结束，如 os._exit() 那样。</translation>
    </message>
    <message>
        <source>Before that: {failures}</source>
        <translation>在此之前：{failures}</translation>
    </message>
    <message>
        <source>Raised at {where}.</source>
        <translation>抛出位置：{where}。</translation>
    </message>
    <message>
        <source>It called sys.exit(). {text}</source>
        <translation>它调用了 sys.exit()。{text}</translation>
    </message>
    <message>
        <source>Nothing but the code tells why.</source>
        <translation>除退出码外没有说明原因。</translation>
    </message>
    <message>
        <source>Process.terminate() sends SIGTERM. If the program did not mean to, see who else may have sent it.</source>
        <translation>Process.terminate() 会发送 SIGTERM。若并非程序有意为之，请查看还有谁可能发送了它。</translation>
    </message>
    <message>
        <source>Do not kill a process that uses a queue: let it end by itself. This queue cannot be used any more: start the program again.</source>
        <translation>不要强行终止正在使用队列的进程：让它自行结束。此队列已不能再用：请重新启动程序。</translation>
    </message>
    <message>
        <source>Leave by return or sys.exit(): os._exit() releases no lock. This queue cannot be used any more: start the program again.</source>
        <translation>请用 return 或 sys.exit() 退出：os._exit() 不会释放任何锁。此队列已不能再用：请重新启动程序。</translation>
    </message>
    <message>
        <source>Pass it when the process is made: as an argument of Process, or to a Pool by initializer and initargs. Or use a queue of a Manager.</source>
        <translation>请在创建进程时传入：作为 Process 的参数，或通过 initializer 和 initargs 传给 Pool。也可以使用 Manager 的队列。</translation>
    </message>
    <message>
        <source>The workers of a Pool are daemons. Use concurrent.futures.ProcessPoolExecutor, or start all processes from the main one.</source>
        <translation>Pool 的工作进程是守护进程。请使用 concurrent.futures.ProcessPoolExecutor，或由主进程启动所有进程。</translation>
    </message>
    <message>
        <source>{who} is the bottleneck: add more of its kind, or make its work shorter.</source>
        <translation>{who} 是瓶颈：请增加同类进程，或缩短其工作。</translation>
    </message>
    <message>
        <source>It uses the CPU: a long computation, or a loop without an end.</source>
        <translation>它在使用 CPU：可能是长时间计算，也可能是没有终点的循环。</translation>
    </message>
    <message>
        <source>Waiting in get(): {waiting}. Every process that could put an item on {queue} has ended or waits itself. {because} {spots}</source>
        <translation>在 get() 中等待：{waiting}。能向 {queue} 放入条目的进程都已结束或自己也在等待。{because} {spots}</translation>
    </message>
    <message>
        <source>Waiting for items of a process that has failed</source>
        <translation>等待一个已失败进程的条目</translation>
    </message>
    <message>
        <source>{failures} Still waiting in get() of {queue}: {waiting}. No process is left that could put the rest. {spots}</source>
        <translation>{failures} 仍在 {queue} 的 get() 中等待：{waiting}。已没有进程能放入其余条目。{spots}</translation>
    </message>
    <message>
        <source>Find out why it failed, and catch what may fail for one item. Where a producer may fail, call get() with a timeout and look at the exitcode.</source>
        <translation>请查明它为何失败，并捕获单个条目可能引发的错误。若生产者可能失败，请给 get() 设超时并检查 exitcode。</translation>
    </message>
    <message>
        <source>Everybody who took from {queue} has died: {who}. Items that wait there: {depth}; nobody comes for them. {failures} {blocked}</source>
        <translation>从 {queue} 取过条目的进程都已死亡：{who}。等在那里的条目：{depth}；没有进程来取。{failures} {blocked}</translation>
    </message>
    <message>
        <source>the process ended before its feeder thread had sent them.</source>
        <translation>进程在其送料线程送出它们之前就结束了。</translation>
    </message>
    <message>
        <source>A process that ends by return or sys.exit() waits for its feeder thread, as long as somebody takes the items.</source>
        <translation>以 return 或 sys.exit() 结束的进程会等待其送料线程，只要还有进程取走条目。</translation>
    </message>
    <message>
        <source>the process left as os._exit() does, before its feeder thread had sent them.</source>
        <translation>进程像 os._exit() 那样退出了，而其送料线程尚未送出它们。</translation>
    </message>
    <message>
        <source>Leave by return or sys.exit(): that flushes the buffer. os._exit() does not.</source>
        <translation>请用 return 或 sys.exit() 退出：这样会送完缓冲区；os._exit() 则不会。</translation>
    </message>
    <message>
        <source>It took back itself what it had put there: {who}. The same queue is used both ways.</source>
        <translation>取回了自己放入的条目：{who}。同一个队列被用于两个方向。</translation>
    </message>
</context>
<context>
    <name>Item</name>
    <message>
        <source>an item from outside</source>
        <translation>外来的项</translation>
    </message>
    <message>
        <source>the main program&apos;s item {}</source>
        <translation>主程序的第 {} 项</translation>
    </message>
    <message>
        <source>item {number} of {producer}</source>
        <translation>{producer} 的第 {number} 项</translation>
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
    <name>Listing</name>
    <message>
        <source>the same times in every run</source>
        <translation>每次运行的时间都相同</translation>
    </message>
    <message>
        <source>seconds; these producers have no end of their own, and Ctrl-C ends all earlier</source>
        <translation>秒；这些生产者自己不会结束，按 Ctrl-C 可提前结束</translation>
    </message>
    <message>
        <source>so many times faster than written below</source>
        <translation>比下面写的快这么多倍</translation>
    </message>
    <message>
        <source>Makes items and puts them on the queue.</source>
        <translation>制作一项又一项，放入队列。</translation>
    </message>
    <message>
        <source>Takes items from the queue and works on each.</source>
        <translation>从队列中逐项取出并处理。</translation>
    </message>
    <message>
        <source>Keeps the CPU busy for so many seconds of its time.</source>
        <translation>占用这么多秒的 CPU 时间。</translation>
    </message>
    <message>
        <source>Starts everybody, waits for their work to be done, and says goodbye.</source>
        <translation>启动所有进程，等工作全部完成，然后道别。</translation>
    </message>
    <message>
        <source>a whole burst takes the time of one</source>
        <translation>一整批只花一项的时间</translation>
    </message>
    <message>
        <source>{name} made {item}</source>
        <translation>{name} 做好了{item}</translation>
    </message>
    <message>
        <source>{name} is eating {item}</source>
        <translation>{name} 正在吃{item}</translation>
    </message>
    <message>
        <source>Main: all done. Goodbye!</source>
        <translation>主程序：全部完成，再见！</translation>
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
        <source>ended by signal {}</source>
        <translation>被信号 {} 结束</translation>
    </message>
    <message>
        <source>see the notes</source>
        <translation>见备注</translation>
    </message>
    <message>
        <source>{worker} continues: the join is over</source>
        <translation>{worker} 继续：join 已返回</translation>
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
        <source>Show this moment</source>
        <translation>显示这一时刻</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all lines</source>
        <translation>复制所有行</translation>
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
        <source>Lines that pass the filter, of the newest {}</source>
        <translation>最新的 {} 行中通过筛选的行</translation>
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
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Traceback…</source>
        <translation>回溯信息…</translation>
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
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
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
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Depth as a table…</source>
        <translation>队列深度表…</translation>
    </message>
    <message>
        <source>Open scenario or recording…</source>
        <translation>打开场景或运行记录…</translation>
    </message>
    <message>
        <source>Puts panels and parts back where they were at first</source>
        <translation>把面板和各部分放回最初的位置</translation>
    </message>
    <message>
        <source>Items jump to their places instead of moving there</source>
        <translation>数据项直接跳到位置，不做移动动画</translation>
    </message>
    <message>
        <source>Export run…</source>
        <translation>导出运行…</translation>
    </message>
</context>
<context>
    <name>Menus</name>
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
        <source>F&amp;aults</source>
        <translation>故障(&amp;A)</translation>
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
        <source>Time axis</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Parts of the centre</source>
        <translation>中央区域的组成</translation>
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
        <source>Whether the pipe holds nothing; may say True right after a put, whose feeder thread is still at work.</source>
        <translation>管道是否为空；刚 put 完也可能返回 True，因为馈送线程还没写完。</translation>
    </message>
    <message>
        <source>Whether no slot is free at this moment.</source>
        <translation>此刻是否没有空槽位。</translation>
    </message>
    <message>
        <source>Waits until task_done has been called once for every item ever put.</source>
        <translation>等待，直到每个放入过的项都对应调用过一次 task_done。</translation>
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
    <message>
        <source>How many slots are taken; out of date by the time you read it, and unavailable on macOS.</source>
        <translation>此刻占用的槽位数；读到时可能已过时，macOS 上不可用。</translation>
    </message>
    <message>
        <source>Marks one taken item as done; raises ValueError when there is none.</source>
        <translation>表示取出的一项已处理完；没有待处理的项时抛出 ValueError。</translation>
    </message>
    <message>
        <source>This process will not use the queue again: its feeder thread ends once all is written.</source>
        <translation>本进程不再使用队列：馈送线程写完后就结束。</translation>
    </message>
    <message>
        <source>Ends the process by sys.exit(), which waits for its feeder thread to write everything.</source>
        <translation>用 sys.exit() 结束进程，会等馈送线程写完。</translation>
    </message>
    <message>
        <source>Only a JoinableQueue counts the items that are not done yet.</source>
        <translation>只有 JoinableQueue 会统计尚未处理完的项。</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Stop: the program was asked to end.</source>
        <translation>停止：已请程序结束。</translation>
    </message>
    <message>
        <source>Stop: the script was interrupted, as by Ctrl-C.</source>
        <translation>停止：已像 Ctrl-C 那样中断脚本。</translation>
    </message>
    <message>
        <source>Stop: {seconds} s later {count} processes were still there: they were terminated.</source>
        <translation>停止：{seconds} 秒后仍有 {count} 个进程：已终止（terminate）它们。</translation>
    </message>
    <message>
        <source>Stop: {seconds} s later {count} processes were still there: they were killed.</source>
        <translation>停止：{seconds} 秒后仍有 {count} 个进程：已杀死（kill）它们。</translation>
    </message>
    <message>
        <source>Stop: all had ended after {seconds} s.</source>
        <translation>停止：{seconds} 秒后全部结束。</translation>
    </message>
    <message>
        <source>{count} processes that the script had left running were ended.</source>
        <translation>脚本留下仍在运行的 {count} 个进程已被结束。</translation>
    </message>
    <message>
        <source>{count} processes could not be observed: there are too many open files.</source>
        <translation>有 {count} 个进程无法观察：打开的文件太多。</translation>
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
        <source>taken</source>
        <translation>已取走</translation>
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
        <translation>阻塞在 put</translation>
    </message>
    <message>
        <source>blocked in get</source>
        <translation>get 阻塞</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Items put for which task_done was not called yet; join waits for 0.</source>
        <translation>已放入、但还没有调用 task_done 的项数；join 等它变为 0。</translation>
    </message>
    <message>
        <source>Items put and not yet taken; after the slash, maxsize.</source>
        <translation>现在已放入而尚未取走的项数；斜线后面是 maxsize。</translation>
    </message>
    <message>
        <source>Successful put calls, counted when the item is in the queue.</source>
        <translation>成功的 put 调用，以进入队列的时刻计。</translation>
    </message>
    <message>
        <source>Successful get calls, counted when the item leaves the pipe.</source>
        <translation>成功的 get 调用，以从管道读出的时刻计。</translation>
    </message>
    <message>
        <source>Time that producers waited for a free slot, in total.</source>
        <translation>生产者等待空槽位的时间，各进程之和。</translation>
    </message>
    <message>
        <source>Time that consumers waited for an item, in total.</source>
        <translation>消费者等待项的时间，各进程之和。</translation>
    </message>
</context>
<context>
    <name>NumbersPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all numbers</source>
        <translation>复制全部数字</translation>
    </message>
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
    <name>Parts</name>
    <message>
        <source>Scene</source>
        <translation>场景动画</translation>
    </message>
    <message>
        <source>X-ray: inside the queue</source>
        <translation>透视：队列内部</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Depth by place</source>
        <translation>按位置分层的深度</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Only this: {}</source>
        <translation>只显示：{}</translation>
    </message>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
</context>
<context>
    <name>PlacesPlot</name>
    <message>
        <source>Where the items are is drawn here, layer by layer</source>
        <translation>这里会分层画出数据项在哪里</translation>
    </message>
    <message>
        <source>in the pipe</source>
        <translation>在管道里</translation>
    </message>
    <message>
        <source>in buffers</source>
        <translation>在缓冲区里</translation>
    </message>
    <message>
        <source>in hands, unfinished</source>
        <translation>在手里，未完成</translation>
    </message>
    <message>
        <source>Where the items are over time</source>
        <translation>数据项所在位置随时间的变化</translation>
    </message>
    <message>
        <source>Nothing yet: press Start</source>
        <translation>还没有内容：请按“开始”</translation>
    </message>
    <message>
        <source>{pipe} in the pipe, {buffered} in buffers, {hands} in hands, unfinished</source>
        <translation>管道里 {pipe} 项，缓冲区里 {buffered} 项，在手里未完成 {hands} 项</translation>
    </message>
</context>
<context>
    <name>PlaygroundController</name>
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
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Playground…</source>
        <translation>试验场…</translation>
    </message>
</context>
<context>
    <name>PlaygroundPanel</name>
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
    <message>
        <source>{} is in its own code, and waits for your call</source>
        <translation>{} 在自己的代码里，等您调用</translation>
    </message>
    <message>
        <source>{why} {who} ended with an item in hand: nobody will call it for that.</source>
        <translation>{why}{who} 手里拿着数据项就结束了：再没有人会为那一项调用它。</translation>
    </message>
    <message>
        <source>Open the playground first.</source>
        <translation>请先打开试验场。</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>{worker}: {state}</source>
        <translation>{worker}：{state}</translation>
    </message>
    <message>
        <source>blocked in join: {}</source>
        <translation>阻塞在 join：{}</translation>
    </message>
    <message>
        <source>makes {}</source>
        <translation>正在做{}</translation>
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
        <source>{item}: {time} in the queue</source>
        <translation>{item}：在队列中 {time}</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
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
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减弱</translation>
    </message>
    <message>
        <source>Type size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>In µs, ms, s or min</source>
        <translation>用 µs、ms、s 或 min</translation>
    </message>
    <message>
        <source>Always in seconds</source>
        <translation>总是用秒</translation>
    </message>
    <message>
        <source>Lines in the log</source>
        <translation>日志行数</translation>
    </message>
    <message>
        <source>How many of the newest lines are kept in view; reports have all events</source>
        <translation>日志中保留多少最新的行；报告里有全部事件</translation>
    </message>
    <message>
        <source>Ask before a run is stopped</source>
        <translation>停止运行前先询问</translation>
    </message>
    <message>
        <source>Recordings of runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>At most {} GB</source>
        <translation>最多 {} GB</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不记录</translation>
    </message>
    <message>
        <source>The oldest make room for new ones; one that you rename is kept</source>
        <translation>最旧的会为新的让出空间；您改过名的会保留</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>put() returns at once: there is room in the queue</source>
        <translation>put() 立即返回：队列里还有空位</translation>
    </message>
    <message>
        <source>The queue is full: put() waits until a place is free</source>
        <translation>队列已满：put() 等到有空位为止</translation>
    </message>
    <message>
        <source>The queue is empty: get() waits until something comes</source>
        <translation>队列为空：get() 等到有东西为止</translation>
    </message>
    <message>
        <source>queue.join() waits until every item is done</source>
        <translation>queue.join() 一直等到每一项都处理完</translation>
    </message>
    <message>
        <source>F5 ends the presenter&apos;s view · Ctrl+Alt+0 types a caption</source>
        <translation>F5 退出演示视图 · Ctrl+Alt+0 输入字幕</translation>
    </message>
    <message>
        <source>Presenter&apos;s view</source>
        <translation>演示视图</translation>
    </message>
    <message>
        <source>Larger type, chosen parts, pointer and keys shown (F5)</source>
        <translation>放大字体，只显示选定的部分，并显示指针和按键（F5）</translation>
    </message>
    <message>
        <source>Presenter&apos;s view: parts and captions…</source>
        <translation>演示视图：显示内容与字幕…</translation>
    </message>
    <message>
        <source>What is seen in presenter&apos;s view, and what the captions say (Shift+F5)</source>
        <translation>选择演示视图中显示什么、字幕写什么（Shift+F5）</translation>
    </message>
    <message>
        <source>Type a caption</source>
        <translation>输入字幕</translation>
    </message>
    <message>
        <source>Writes a line over the presented window (Ctrl+Alt+0)</source>
        <translation>在演示窗口上写一行字（Ctrl+Alt+0）</translation>
    </message>
</context>
<context>
    <name>PresenterDialog</name>
    <message>
        <source>Presenter&apos;s view</source>
        <translation>演示视图</translation>
    </message>
    <message>
        <source>Whether this part is seen</source>
        <translation>是否显示这一部分</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持现状</translation>
    </message>
    <message>
        <source>The window&apos;s size in presenter&apos;s view, in pixels</source>
        <translation>演示视图中窗口的大小（像素）</translation>
    </message>
    <message>
        <source>Window size</source>
        <translation>窗口大小</translation>
    </message>
    <message>
        <source>Ring the pointer, show clicks and keys</source>
        <translation>圈出指针，显示点击和按键</translation>
    </message>
    <message>
        <source>So that the audience sees what you do</source>
        <translation>让观众看清您的操作</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Empty: these keys do nothing</source>
        <translation>留空：这组按键不起作用</translation>
    </message>
    <message>
        <source>The keys show a caption and hide it again. Ctrl+Alt+0 types a new one.</source>
        <translation>按对应的键显示字幕，再按一次隐藏；Ctrl+Alt+0 现场输入新字幕。</translation>
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
    <message>
        <source>must be &quot;main&quot;, or a kind and a number, such as &quot;{} 1&quot;</source>
        <translation>必须是 &quot;main&quot;，或种类名加编号，例如 &quot;{} 1&quot;</translation>
    </message>
    <message>
        <source>must be a point that {} comes to: {}</source>
        <translation>必须是 {} 会经过的时刻：{}</translation>
    </message>
    <message>
        <source>must be another point: only a JoinableQueue has task_done</source>
        <translation>必须换一个时刻：只有 JoinableQueue 才有 task_done</translation>
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
    <name>RecordDialog</name>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>Show the pointer</source>
        <translation>显示指针</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>The whole window, or one part of it</source>
        <translation>整个窗口，或其中一部分</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>WebP is small and sharp; GIF opens everywhere. Video needs PyAV.</source>
        <translation>WebP 又小又清晰；GIF 到处都能打开。视频需要 PyAV。</translation>
    </message>
    <message>
        <source>&amp;Rate</source>
        <translation>帧率(&amp;R)</translation>
    </message>
    <message>
        <source>Pictures taken in a second</source>
        <translation>每秒拍摄的画面数</translation>
    </message>
    <message>
        <source>Draws the mouse pointer into the picture</source>
        <translation>把鼠标指针画进画面</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>Written when the recording is stopped</source>
        <translation>停止录制后写入</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Chooses the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Starts recording; the same button stops it</source>
        <translation>开始录制；再按同一按钮停止</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请给文件起个名字。</translation>
    </message>
    <message>
        <source>There is no folder {}. Choose another one.</source>
        <translation>文件夹 {} 不存在，请另选一个。</translation>
    </message>
    <message>
        <source>{} is a folder. Give the file another name.</source>
        <translation>{} 是文件夹，请换一个文件名。</translation>
    </message>
    <message>
        <source>You may not write in {}. Choose another one.</source>
        <translation>没有在 {} 中写入的权限，请另选一个。</translation>
    </message>
    <message>
        <source>{} is there already. Record again to replace it.</source>
        <translation>{} 已存在，再按一次“录制”将其替换。</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Count down from {}</source>
        <translation>从 {} 倒数</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>尺寸(&amp;S)</translation>
    </message>
    <message>
        <source>Size of the recording, in pixels; the window is resized if it fits</source>
        <translation>画面的像素尺寸；放得下时窗口会调成这么大</translation>
    </message>
    <message>
        <source>Recording starts when the countdown is over</source>
        <translation>倒数结束后开始录制</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Start another {kind}</source>
        <translation>再启动一个{kind}</translation>
    </message>
    <message>
        <source>Starts a consumer, which takes items from the queue</source>
        <translation>启动一个消费者，从队列中取数据项</translation>
    </message>
    <message>
        <source>Starts a producer, which puts items into the queue</source>
        <translation>启动一个生产者，往队列里放数据项</translation>
    </message>
    <message>
        <source>Put the missing sentinels ({count})</source>
        <translation>补放缺少的哨兵（{count} 个）</translation>
    </message>
    <message>
        <source>Puts None for each consumer that waits: it ends then</source>
        <translation>为每个在等的消费者放一个 None：它随后就会结束</translation>
    </message>
    <message>
        <source>Call the missing task_done ({count})</source>
        <translation>补调缺少的 task_done（{count} 次）</translation>
    </message>
    <message>
        <source>The main program calls it in place of those who died with an item in hand</source>
        <translation>由主程序替那些手里拿着数据项就死去的进程调用</translation>
    </message>
    <message>
        <source>Release the {lock} lock</source>
        <translation>释放 {lock} 锁</translation>
    </message>
    <message>
        <source>Releases it in place of the process that died with it</source>
        <translation>替持有它时死去的进程释放</translation>
    </message>
</context>
<context>
    <name>Replays</name>
    <message>
        <source>{} cannot be opened</source>
        <translation>无法打开 {}</translation>
    </message>
    <message>
        <source>It ends before the run did.</source>
        <translation>它在运行结束之前就中断了。</translation>
    </message>
    <message>
        <source>Pieces of the file are damaged; all that is whole is shown.</source>
        <translation>文件有几处损坏；完好的部分都已显示。</translation>
    </message>
    <message>
        <source>{} packets came too fast to be recorded.</source>
        <translation>有 {} 个数据包来得太快，没能记录下来。</translation>
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
    <name>Runs</name>
    <message>
        <source>This scenario cannot run</source>
        <translation>这个场景无法运行</translation>
    </message>
    <message>
        <source>{}. The run was ended; the log file has the details.</source>
        <translation>{}。运行已结束；详情见日志文件。</translation>
    </message>
    <message>
        <source>{reason}. From {seconds} s on nothing is recorded.</source>
        <translation>{reason}。从 {seconds} 秒起不再记录。</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>{} cannot be written</source>
        <translation>无法写入 {}</translation>
    </message>
    <message>
        <source>Saved: {}</source>
        <translation>已保存：{}</translation>
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
    <name>Scenarios</name>
    <message>
        <source>{} is not a usable scenario</source>
        <translation>{} 不是可用的场景</translation>
    </message>
    <message>
        <source>{} cannot be read</source>
        <translation>无法读取 {}</translation>
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
        <source>Scenarios and recordings (*.queuescope *.toml *.qscope)</source>
        <translation>场景和运行记录 (*.queuescope *.toml *.qscope)</translation>
    </message>
    <message>
        <source>Open scenario or recording</source>
        <translation>打开场景或运行记录</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>Scene: producers, the queue and consumers</source>
        <translation>场景：生产者、队列与消费者</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}：{state}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>eats {}</source>
        <translation>正在吃{}</translation>
    </message>
    <message>
        <source>works on {}</source>
        <translation>正在处理{}</translation>
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
        <source>waits at another queue</source>
        <translation>在另一个队列处等待</translation>
    </message>
    <message>
        <source>waits: the queue is full</source>
        <translation>等待：队列已满</translation>
    </message>
    <message>
        <source>waits: the queue is empty</source>
        <translation>等待：队列为空</translation>
    </message>
    <message>
        <source>waits for its turn to put</source>
        <translation>等待轮到自己放入</translation>
    </message>
    <message>
        <source>waits for its turn to get</source>
        <translation>等待轮到自己取出</translation>
    </message>
    <message>
        <source>eats</source>
        <translation>在吃</translation>
    </message>
    <message>
        <source>cooks</source>
        <translation>在做</translation>
    </message>
    <message>
        <source>queue is full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>queue is empty</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>{} unfinished</source>
        <translation>{} 项未完成</translation>
    </message>
    <message>
        <source>blocked in join: {}</source>
        <translation>阻塞在 join：{}</translation>
    </message>
    <message>
        <source>waits in {}.join(): {} unfinished</source>
        <translation>在 {}.join() 中等待：{} 项未完成</translation>
    </message>
    <message>
        <source>waits in {}.join()</source>
        <translation>在 {}.join() 中等待</translation>
    </message>
    <message>
        <source>waits in join() for {}</source>
        <translation>在 join() 中等待{}</translation>
    </message>
    <message>
        <source>waits in join()</source>
        <translation>在 join() 中等待</translation>
    </message>
    <message>
        <source>{} work</source>
        <translation>{} 个工作中</translation>
    </message>
    <message>
        <source>{} wait</source>
        <translation>{} 个等待</translation>
    </message>
    <message>
        <source>{} paused</source>
        <translation>{} 个已暂停</translation>
    </message>
    <message>
        <source>{} failed</source>
        <translation>{} 个出错</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Producers · {}</source>
        <translation>生产者 · {}</translation>
    </message>
    <message>
        <source>Consumers · {}</source>
        <translation>消费者 · {}</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>还有 {} 项</translation>
    </message>
    <message>
        <source>Press Start: producers, the queue and consumers come to life here</source>
        <translation>按“开始”，生产者、队列与消费者就会在这里动起来</translation>
    </message>
    <message>
        <source>is being put: there is no free place</source>
        <translation>正在放入：没有空位</translation>
    </message>
    <message>
        <source>waits in the queue</source>
        <translation>在队列中等待</translation>
    </message>
    <message>
        <source>has been taken and is not finished</source>
        <translation>已取出，尚未完成</translation>
    </message>
</context>
<context>
    <name>Screencast</name>
    <message>
        <source>A recording is not written yet.</source>
        <translation>有一段录制尚未写完。</translation>
    </message>
    <message>
        <source>If you close the window now, it is lost.</source>
        <translation>现在关闭窗口，它就会丢失。</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍然关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>{name} is written: {frames} frames, {size}, {lost} lost</source>
        <translation>{name} 已写好：{frames} 帧，{size}，丢失 {lost} 帧</translation>
    </message>
    <message>
        <source>{} could not be recorded</source>
        <translation>无法录制 {}</translation>
    </message>
    <message>
        <source>{}. Nothing of it is left on the disk. Make room or choose another folder, and record again.</source>
        <translation>{}。磁盘上没有留下任何残余。请腾出空间或另选文件夹，然后重新录制。</translation>
    </message>
    <message>
        <source>{clock} · {frames} frames · {size}</source>
        <translation>{clock} · {frames} 帧 · {size}</translation>
    </message>
    <message>
        <source> · {} lost</source>
        <translation> · 丢失 {} 帧</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Ends the recording and writes it (Ctrl+Shift+R)</source>
        <translation>结束录制并写入文件（Ctrl+Shift+R）</translation>
    </message>
    <message>
        <source>Records the window or a part of it to a file (Ctrl+Shift+R)</source>
        <translation>把窗口或其中一部分录制成文件（Ctrl+Shift+R）</translation>
    </message>
    <message>
        <source>Time, frames taken, and their size on the disk before they are written</source>
        <translation>时间、已拍帧数，以及写入前在磁盘上占用的大小</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>The program could not be started: {why}.</source>
        <translation>程序无法启动：{why}。</translation>
    </message>
    <message>
        <source>The main process was ended by signal {number}.</source>
        <translation>主进程被信号 {number} 结束。</translation>
    </message>
    <message>
        <source>The program ended with exit code {code}.</source>
        <translation>程序以退出码 {code} 结束。</translation>
    </message>
    <message>
        <source>The program ended with exit code {code}: {last}</source>
        <translation>程序以退出码 {code} 结束：{last}</translation>
    </message>
    <message>
        <source>it said nothing</source>
        <translation>它什么也没说</translation>
    </message>
    <message>
        <source>{who} died holding the {lock} of {queue}, and what it guards can&apos;t be trusted.</source>
        <translation>{who} 死的时候拿着{queue}的{lock}，它所保护的内容已不可信。</translation>
    </message>
    <message>
        <source>{who} died while it {side} a message of {bytes} bytes: {queue} can&apos;t be read any more.</source>
        <translation>{who} 死在{side}一条 {bytes} 字节的消息的中途：再也无法从{queue}读取。</translation>
    </message>
    <message>
        <source>A message of {queue} was torn: {who} read the middle of one as its beginning.</source>
        <translation>{queue}中的一条消息被撕裂：{who} 把消息的中段当成了开头。</translation>
    </message>
    <message>
        <source>{who} died in join(); {last} waits for it to wake up.</source>
        <translation>{who} 死在 join() 里；{last} 在等它醒来。</translation>
    </message>
    <message>
        <source>Nothing can move any more since {who} died: {waits}.</source>
        <translation>自从 {who} 死后，一切都动不了了：{waits}。</translation>
    </message>
    <message>
        <source>{who} waits {what}</source>
        <translation>{who} 在等{what}</translation>
    </message>
    <message>
        <source>{name} (pid {pid})</source>
        <translation>{name}（pid {pid}）</translation>
    </message>
    <message>
        <source>process {process}</source>
        <translation>进程 {process}</translation>
    </message>
    <message>
        <source>the queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>queue {number}</source>
        <translation>队列 {number}</translation>
    </message>
    <message>
        <source>read lock</source>
        <translation>读锁</translation>
    </message>
    <message>
        <source>write lock</source>
        <translation>写锁</translation>
    </message>
    <message>
        <source>condition&apos;s lock</source>
        <translation>条件变量的锁</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>wrote</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>had</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>for a process to end</source>
        <translation>某个进程结束</translation>
    </message>
    <message>
        <source>for the read lock</source>
        <translation>读锁</translation>
    </message>
    <message>
        <source>for the write lock</source>
        <translation>写锁</translation>
    </message>
    <message>
        <source>for the condition&apos;s lock</source>
        <translation>条件变量的锁</translation>
    </message>
    <message>
        <source>for a free slot</source>
        <translation>空位</translation>
    </message>
    <message>
        <source>for an item</source>
        <translation>数据项</translation>
    </message>
    <message>
        <source>for the queue to be done</source>
        <translation>队列全部完成</translation>
    </message>
    <message>
        <source>for room in the pipe</source>
        <translation>管道腾出空间</translation>
    </message>
    <message>
        <source>there is no space left in {folder} for the run&apos;s files (a run needs some 1.5 MB). Free some there, or set TMPDIR to another folder</source>
        <translation>{folder} 已没有空间存放运行所需的文件（每次运行约需 1.5 MB）。请腾出一些空间，或把 TMPDIR 设为别的文件夹</translation>
    </message>
    <message>
        <source>{place} cannot be written. Set TMPDIR to a folder where you may write</source>
        <translation>无法写入 {place}。请把 TMPDIR 设为一个可写的文件夹</translation>
    </message>
    <message>
        <source>{line}. There is no space left, in /dev/shm or on a disk: free some there</source>
        <translation>{line}。/dev/shm 或磁盘已没有空间：请腾出一些</translation>
    </message>
    <message>
        <source>{line}. Here {limit}</source>
        <translation>{line}。原因：{limit}</translation>
    </message>
    <message>
        <source>there are too many open files. Close other programs, use fewer workers, or raise the limit (ulimit -n)</source>
        <translation>打开的文件太多。请关闭别的程序、减少工作进程，或提高上限（ulimit -n）</translation>
    </message>
    <message>
        <source>there are too many processes. Use fewer workers, or raise the limit (ulimit -u)</source>
        <translation>进程太多。请减少工作进程，或提高上限（ulimit -u）</translation>
    </message>
    <message>
        <source>there is too little memory. Use fewer workers, or close other programs</source>
        <translation>内存太少。请减少工作进程，或关闭别的程序</translation>
    </message>
    <message>
        <source>There is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>You may not read or write there</source>
        <translation>没有在那里读写的权限</translation>
    </message>
    <message>
        <source>You may not do this</source>
        <translation>没有权限这样做</translation>
    </message>
    <message>
        <source>It is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>A part of its path is no folder</source>
        <translation>路径中有一段不是文件夹</translation>
    </message>
    <message>
        <source>Its name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>This disk can only be read</source>
        <translation>该磁盘是只读的</translation>
    </message>
    <message>
        <source>Your share of the disk is used up</source>
        <translation>你的磁盘配额已用完</translation>
    </message>
    <message>
        <source>There is no space left on the disk</source>
        <translation>磁盘空间已用完</translation>
    </message>
    <message>
        <source>It grows too large</source>
        <translation>它变得太大</translation>
    </message>
    <message>
        <source>There are too many open files</source>
        <translation>打开的文件太多</translation>
    </message>
    <message>
        <source>Somebody else uses it</source>
        <translation>它正被占用</translation>
    </message>
    <message>
        <source>The disk does not work as it should</source>
        <translation>磁盘工作不正常</translation>
    </message>
    <message>
        <source>is at work</source>
        <translation>正在工作</translation>
    </message>
    <message>
        <source>sleeps, or waits with a timeout</source>
        <translation>在睡眠或限时等待</translation>
    </message>
    <message>
        <source>waits for something outside the program: input, the network, a signal</source>
        <translation>在等待程序之外的东西：输入、网络或信号</translation>
    </message>
    <message>
        <source>waits in get() for an item of {queue}</source>
        <translation>在 get() 中等待 {queue} 的数据项</translation>
    </message>
    <message>
        <source>waits in get() for the read lock of {queue}</source>
        <translation>在 get() 中等待 {queue} 的读锁</translation>
    </message>
    <message>
        <source>waits in put() for a free slot of {queue}</source>
        <translation>在 put() 中等待 {queue} 的空位</translation>
    </message>
    <message>
        <source>waits for room in the pipe of {queue}</source>
        <translation>在等待 {queue} 的管道腾出空间</translation>
    </message>
    <message>
        <source>waits for the write lock of {queue}</source>
        <translation>在等待 {queue} 的写锁</translation>
    </message>
    <message>
        <source>waits in join() for the task_done() calls of {queue}</source>
        <translation>在 join() 中等待 {queue} 所缺的 task_done() 调用</translation>
    </message>
    <message>
        <source>waits for the lock of the condition that counts unfinished tasks of {queue}</source>
        <translation>在等待 {queue} 统计未完成任务的条件变量的锁</translation>
    </message>
    <message>
        <source>waits for the end of {target}</source>
        <translation>在等待 {target} 结束</translation>
    </message>
    <message>
        <source>waits for a {kind} shared between processes</source>
        <translation>在等待一个进程间共享的 {kind}</translation>
    </message>
    <message>
        <source>waits for a lock or a thread of its own process</source>
        <translation>在等待本进程内的一把锁或一个线程</translation>
    </message>
    <message>
        <source>waits at a pipe for its other end</source>
        <translation>在管道的一端等待另一端</translation>
    </message>
    <message>
        <source>is through, and waits for its feeder thread to write what was put on {queue}</source>
        <translation>已经做完，在等待馈送线程写出放入 {queue} 的数据项</translation>
    </message>
    <message>
        <source>waits for a result in {call}()</source>
        <translation>在 {call}() 中等待结果</translation>
    </message>
    <message>
        <source>waits for a result in {call}(), but the thread of the Pool that receives results has died, as it does of an exception that pickle can&apos;t rebuild</source>
        <translation>在 {call}() 中等待结果，但 Pool 接收结果的线程已经死了；遇到 pickle 无法还原的异常时就会这样</translation>
    </message>
    <message>
        <source>is stopped by a signal or a debugger</source>
        <translation>被信号或调试器停住了</translation>
    </message>
    <message>
        <source>has ended with exit code {code}</source>
        <translation>已结束，退出码为 {code}</translation>
    </message>
    <message>
        <source>was ended by signal {number}</source>
        <translation>被信号 {number} 终止</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>can&apos;t be looked into: {why}</source>
        <translation>无法查看：{why}</translation>
    </message>
    <message>
        <source>uses the CPU</source>
        <translation>在使用 CPU</translation>
    </message>
    <message>
        <source>uses no CPU time: it waits, or sleeps</source>
        <translation>没有使用 CPU 时间：在等待或睡眠</translation>
    </message>
    <message>
        <source>serves multiprocessing itself</source>
        <translation>为 multiprocessing 自身服务</translation>
    </message>
    <message>
        <source>{who} could end that</source>
        <translation>{who} 能结束这次等待</translation>
    </message>
    <message>
        <source>{who} could end that; it has a handler for SIGTERM, so terminate() alone does not end it</source>
        <translation>{who} 能结束这次等待；它为 SIGTERM 装了处理函数，所以单靠 terminate() 结束不了它</translation>
    </message>
    <message>
        <source>the workers of the Pool end as soon as they have begun, again and again ({count} so far), as they do when the initializer raises</source>
        <translation>Pool 的工作进程一次又一次刚开始就结束（至今 {count} 个）；initializer 抛出异常时就会这样</translation>
    </message>
    <message>
        <source>it is taken, and nobody alive has it</source>
        <translation>它已被占用，而活着的进程谁也没有它</translation>
    </message>
    <message>
        <source>only {who} itself could end that</source>
        <translation>只有 {who} 自己能结束这次等待</translation>
    </message>
    <message>
        <source>only {who} could end that, and can never go on either</source>
        <translation>只有 {who} 能结束这次等待，而它自己也永远无法继续</translation>
    </message>
    <message>
        <source>nobody is left who could end that</source>
        <translation>已经没有谁能结束这次等待</translation>
    </message>
    <message>
        <source>Stuck: {who} can never go on.</source>
        <translation>卡死：{who} 永远无法继续。</translation>
    </message>
    <message>
        <source>Moving: {who} at work while we looked.</source>
        <translation>在运行：查看期间有进程在工作（{who}）。</translation>
    </message>
    <message>
        <source>Moving: nobody was at work while we looked, but every process can still go on.</source>
        <translation>在运行：查看期间没有进程在工作，但每个进程都还能继续。</translation>
    </message>
    <message>
        <source>Unknown: the program could not be looked into.</source>
        <translation>未知：无法查看这个程序。</translation>
    </message>
    <message>
        <source>The program has ended meanwhile.</source>
        <translation>程序在此期间已经结束。</translation>
    </message>
    <message>
        <source>py-spy is not installed, so no stacks are known: pip install &apos;queuescope[attach]&apos; brings it.</source>
        <translation>没有安装 py-spy，因此看不到调用栈：用 pip install &apos;queuescope[attach]&apos; 安装。</translation>
    </message>
    <message>
        <source>On this system only the processes and, by py-spy, their stacks can be seen. What a thread waits for, and who has a lock, Linux alone tells.</source>
        <translation>在这个系统上只能看到有哪些进程，以及（借助 py-spy）它们的调用栈。线程在等什么、锁在谁手里，只有 Linux 会说明。</translation>
    </message>
    <message>
        <source>pid {pid} belongs to {user}, and you are {me}: look as that user or as root: {command}</source>
        <translation>pid {pid} 属于 {user}，而你是 {me}：请以该用户或 root 的身份查看：{command}</translation>
    </message>
    <message>
        <source>This system lets a process be looked into by root alone (kernel.yama.ptrace_scope = {scope}): {command}</source>
        <translation>这个系统只允许 root 查看进程内部（kernel.yama.ptrace_scope = {scope}）：{command}</translation>
    </message>
    <message>
        <source>Nobody may look into a process here (kernel.yama.ptrace_scope = 3); that can only be changed by starting the system anew.</source>
        <translation>这里谁都不能查看进程内部（kernel.yama.ptrace_scope = 3），只有重新启动系统才能改变。</translation>
    </message>
    <message>
        <source>You are root without the right to look into processes (CAP_SYS_PTRACE), as in a container: start it with {command}</source>
        <translation>你是 root，但没有查看进程内部的权限（CAP_SYS_PTRACE），容器里常常如此：请用 {command} 启动容器</translation>
    </message>
    <message>
        <source>The system protects pid {pid}: it has changed its user, or has rights of its own: {command}</source>
        <translation>系统保护着 pid {pid}：它换过用户，或者有自己的特权：{command}</translation>
    </message>
    <message>
        <source>Without that, only which processes there are, whether they use the CPU and how they ended can be told.</source>
        <translation>否则只能说出有哪些进程、它们是否使用 CPU，以及它们是怎样结束的。</translation>
    </message>
    <message>
        <source>There is no process {pid} here. One in a container has another number outside of it; from within another container it is seen with --pid container:NAME or --pid host.</source>
        <translation>这里没有进程 {pid}。容器里的进程在容器外有另一个编号；要从别的容器里看到它，请加上 --pid container:名称 或 --pid host。</translation>
    </message>
    <message>
        <source>pid {pid} runs no Python: {command}</source>
        <translation>pid {pid} 运行的不是 Python：{command}</translation>
    </message>
    <message>
        <source>it is empty: nothing was recorded</source>
        <translation>它是空的：什么也没有录下</translation>
    </message>
    <message>
        <source>it is not a Queuescope recording</source>
        <translation>它不是 Queuescope 的运行记录</translation>
    </message>
    <message>
        <source>a newer Queuescope has written it (format {version}; this one reads up to format {known}). Update Queuescope to open it</source>
        <translation>它由更新版本的 Queuescope 写成（格式 {version}；本版本最高读到格式 {known}）。请更新 Queuescope 后再打开</translation>
    </message>
    <message>
        <source>it is cut off or damaged before its first event</source>
        <translation>它在第一个事件之前就被截断或损坏了</translation>
    </message>
    <message>
        <source>its blocks are compressed with zstd, which this Python cannot read. Install backports.zstd</source>
        <translation>它的数据块用 zstd 压缩，当前的 Python 无法读取。请安装 backports.zstd</translation>
    </message>
    <message>
        <source>waits for a result in {call}(), but the Pool belongs to the process it was forked from: the threads of the Pool are not in this one</source>
        <translation>在 {call}() 中等待结果，但这个 Pool 属于派生出它的父进程：Pool 的线程不在本进程里</translation>
    </message>
    <message>
        <source>all the room that recordings may take is used up</source>
        <translation>运行记录可占用的空间已经用完</translation>
    </message>
    <message>
        <source>M/M/c: both the times between puts and the service times vary as by chance</source>
        <translation>M/M/c：put 的间隔和服务时间的波动都与随机（指数分布）相符</translation>
    </message>
    <message>
        <source>M/M/c/K: times vary as by chance, and at most {capacity} items fit, those in service too</source>
        <translation>M/M/c/K：时间的波动与随机（指数分布）相符，系统最多容纳 {capacity} 项（含正在处理的）</translation>
    </message>
    <message>
        <source>G/G/c (Allen-Cunneen, an approximation): the variation of puts ({arrival}) or of service ({service}) is not that of chance, which is 1</source>
        <translation>G/G/c（Allen-Cunneen 近似）：put 的波动（{arrival}）或服务的波动（{service}）与随机时的 1 不符</translation>
    </message>
    <message>
        <source>no steady state: the consumers are busy {share} of the time, so the queue grows or stays full</source>
        <translation>没有稳态：消费者 {share} 的时间都在忙，队列会不断增长或一直是满的</translation>
    </message>
    <message>
        <source>nothing was put and taken in this span</source>
        <translation>这段时间里没有放入并取走任何项</translation>
    </message>
    <message>
        <source>no prediction: a full queue held the producers back, so puts did not come on their own</source>
        <translation>无法预测：队列满时生产者被挡住，put 的节奏不由它们自己决定</translation>
    </message>
    <message>
        <source>queue.start_method = {method}: this system does not support it; must be one of {methods}</source>
        <translation>queue.start_method = {method}：本系统没有这种启动方式；必须是 {methods} 之一</translation>
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
    <message>
        <source>Open the playground</source>
        <translation>打开试验场</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>In a plot that has the focus</source>
        <translation>在获得焦点的图中</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>更早，更晚</translation>
    </message>
    <message>
        <source>Zoom in, zoom out</source>
        <translation>放大，缩小</translation>
    </message>
    <message>
        <source>Search for a key or a command</source>
        <translation>搜索按键或命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
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
        <source>blocked in join</source>
        <translation>阻塞在 join</translation>
    </message>
    <message>
        <source>blocked in put</source>
        <translation>阻塞在 put</translation>
    </message>
    <message>
        <source>blocked in get</source>
        <translation>阻塞在 get</translation>
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
        <source>blocked in join: {}</source>
        <translation>阻塞在 join：{}</translation>
    </message>
    <message>
        <source>in its own code</source>
        <translation>在自己的代码里</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
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
        <source>What the run is doing</source>
        <translation>运行的当前状态</translation>
    </message>
    <message>
        <source>Time from the main program&apos;s start to what is shown</source>
        <translation>从主程序启动到当前画面的时间</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>The run has finished</source>
        <translation>运行已完成</translation>
    </message>
    <message>
        <source>You stopped the run</source>
        <translation>您停止了运行</translation>
    </message>
    <message>
        <source>{time}; {put} items put, {taken} taken.</source>
        <translation>历时 {time}；放入 {put} 项，取走 {taken} 项。</translation>
    </message>
    <message>
        <source>{who} waited most: {time} in put, {share} of its time.</source>
        <translation>{who} 等得最久：在 put 中 {time}，占它时间的 {share}。</translation>
    </message>
    <message>
        <source>{who} waited most: {time} in get, {share} of its time.</source>
        <translation>{who} 等得最久：在 get 中 {time}，占它时间的 {share}。</translation>
    </message>
    <message>
        <source>The consumers set the pace: producers waited for free slots.</source>
        <translation>速度由消费者决定：生产者在等空位。</translation>
    </message>
    <message>
        <source>The producers set the pace: consumers waited for items.</source>
        <translation>速度由生产者决定：消费者在等数据项。</translation>
    </message>
    <message>
        <source>Both sides kept pace: nobody waited long.</source>
        <translation>两边速度相当：谁也没有久等。</translation>
    </message>
    <message>
        <source>{who} had {item} in hand</source>
        <translation>{who} 手里有{item}</translation>
    </message>
    <message>
        <source>{count} items lay in {queue}</source>
        <translation>{queue} 里还有 {count} 项</translation>
    </message>
    <message>
        <source>When it stopped, {}.</source>
        <translation>停止时，{}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{}{}</translation>
    </message>
    <message>
        <source>{count} others had one in hand</source>
        <translation>另有 {count} 个手里也有数据项</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>To the news about an item before this moment (Shift+.)</source>
        <translation>回到这一时刻之前数据项的上一次变化（Shift+.）</translation>
    </message>
</context>
<context>
    <name>TimeStrip</name>
    <message>
        <source>Time: click or drag to a moment, arrow keys to the next news and back</source>
        <translation>时间：点击或拖动到某一时刻，方向键跳到下一次或上一次变化</translation>
    </message>
    <message>
        <source>Time of the recording</source>
        <translation>运行记录的时间</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Opens a scenario (a run must be stopped first)</source>
        <translation>打开一个场景（须先停止运行）</translation>
    </message>
</context>
<context>
    <name>WaitGraph</name>
    <message>
        <source>read lock</source>
        <translation>读锁</translation>
    </message>
    <message>
        <source>write lock</source>
        <translation>写锁</translation>
    </message>
    <message>
        <source>condition&apos;s lock</source>
        <translation>条件变量的锁</translation>
    </message>
    <message>
        <source>free slots</source>
        <translation>空位</translation>
    </message>
    <message>
        <source>items</source>
        <translation>数据项</translation>
    </message>
    <message>
        <source>task_done due</source>
        <translation>待调用的 task_done</translation>
    </message>
    <message>
        <source>room in the pipe</source>
        <translation>管道的空间</translation>
    </message>
    <message>
        <source>lock of the program&apos;s own</source>
        <translation>程序自己的锁</translation>
    </message>
    <message>
        <source>could free one</source>
        <translation>可以腾出一个</translation>
    </message>
    <message>
        <source>could put one</source>
        <translation>可以放入一个</translation>
    </message>
    <message>
        <source>could call it</source>
        <translation>可以调用它</translation>
    </message>
    <message>
        <source>could read</source>
        <translation>可以读取</translation>
    </message>
    <message>
        <source>holds it</source>
        <translation>持有它</translation>
    </message>
    <message>
        <source>waits {}</source>
        <translation>已等 {}</translation>
    </message>
    <message>
        <source>joins, {}</source>
        <translation>join，{}</translation>
    </message>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
    <message>
        <source>{who} waits for {what}</source>
        <translation>{who} 在等 {what}</translation>
    </message>
    <message>
        <source>, which depends on {}</source>
        <translation>，它取决于 {}</translation>
    </message>
    <message>
        <source>: nobody is left who could end that</source>
        <translation>：再没有人能结束这种等待</translation>
    </message>
    <message>
        <source>frozen at {}: the run is over</source>
        <translation>定格在 {}：运行已结束</translation>
    </message>
    <message>
        <source>frozen at {}: the run is paused</source>
        <translation>定格在 {}：运行已暂停</translation>
    </message>
    <message>
        <source>now, at {}</source>
        <translation>现在，{}</translation>
    </message>
    <message>
        <source>Start a run: who waits for whom is drawn here</source>
        <translation>开始运行后，这里会画出谁在等谁</translation>
    </message>
    <message>
        <source>Nobody waits for anybody</source>
        <translation>没有谁在等谁</translation>
    </message>
</context>
<context>
    <name>WaitPart</name>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
    <message>
        <source>Solid: waits. Dashed: on whom that depends. A cross: nobody is left who could end the wait.</source>
        <translation>实线：正在等待。虚线：等待取决于谁。叉号：再没有人能结束这种等待。</translation>
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
<context>
    <name>WritingDialog</name>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Writing {name}: {written} of {pictures} pictures</source>
        <translation>正在写入 {name}：第 {written} / {pictures} 幅画面</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>XRay</name>
    <message>
        <source>Inside the queue</source>
        <translation>队列内部</translation>
    </message>
    <message>
        <source>Counted by the processes themselves on a shared page of memory, and read ten times a second. put() returns when an item is in the buffer: before it is in the pipe.</source>
        <translation>由各进程自己在一页共享内存上计数，每秒读取十次。数据项进入缓冲区时 put() 就返回了：这时它还不在管道里。</translation>
    </message>
    <message>
        <source>Press Start, and the queue is opened up here: buffers, locks and the pipe</source>
        <translation>按“开始”，这里会打开队列的内部：缓冲区、锁和管道</translation>
    </message>
    <message>
        <source>senders: buffer, feeder thread</source>
        <translation>发送方：缓冲区、馈送线程</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>receivers</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>{count} more, with {items} items</source>
        <translation>另外 {count} 个，共 {items} 项</translation>
    </message>
    <message>
        <source>write lock</source>
        <translation>写锁</translation>
    </message>
    <message>
        <source>read lock</source>
        <translation>读锁</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>{} items</source>
        <translation>{} 项</translation>
    </message>
    <message>
        <source>one item in pieces</source>
        <translation>一个数据项分段传送</translation>
    </message>
    <message>
        <source>no bound: put never waits for a slot</source>
        <translation>无界：put 从不等空位</translation>
    </message>
    <message>
        <source>semaphore: {free} of {all} slots free</source>
        <translation>信号量：{all} 个空位中剩 {free} 个</translation>
    </message>
    <message>
        <source>unfinished: {count}, in hands: {hands}</source>
        <translation>未完成：{count}，在手里：{hands}</translation>
    </message>
    <message>
        <source>blocked in put</source>
        <translation>阻塞在 put</translation>
    </message>
    <message>
        <source>feeder writes</source>
        <translation>馈送线程在写</translation>
    </message>
    <message>
        <source>wants write lock</source>
        <translation>在等写锁</translation>
    </message>
    <message>
        <source>feeder pickles</source>
        <translation>正在 pickle</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>正在读</translation>
    </message>
    <message>
        <source>at the pipe</source>
        <translation>守在管道口</translation>
    </message>
    <message>
        <source>wants read lock</source>
        <translation>在等读锁</translation>
    </message>
    <message>
        <source>item in hand</source>
        <translation>手里有数据项</translation>
    </message>
    <message>
        <source>own code</source>
        <translation>在自己的代码里</translation>
    </message>
    <message>
        <source>writes {size}</source>
        <translation>正在写 {size}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有人</translation>
    </message>
    <message>
        <source>{queue}: in buffers {buffered}, in the pipe {pipe}</source>
        <translation>{queue}：缓冲区里 {buffered} 项，管道里 {pipe} 项</translation>
    </message>
    <message>
        <source>write lock: {who}</source>
        <translation>写锁：{who}</translation>
    </message>
    <message>
        <source>read lock: {who}</source>
        <translation>读锁：{who}</translation>
    </message>
    <message>
        <source>free slots: {}</source>
        <translation>空位：{}</translation>
    </message>
    <message>
        <source>unfinished: {}</source>
        <translation>未完成：{}</translation>
    </message>
    <message>
        <source>Items for which put() has returned and which are not yet written: each process counts its own. What its feeder thread is at is read off the thread&apos;s stack, ten times a second: “pickles” is inside ForkingPickler.dumps, “wants write lock” is at the lock while another process has it, “feeder&apos;s turn” is neither: it has just been woken. “Writes” is told by the feeder itself. While C code holds the interpreter nobody in that process can look: “C code runs”; a large item that is pickled looks like this.</source>
        <translation>put() 已返回、但还没写进管道的数据项：各进程自己计数。馈送线程在做什么，由该线程的调用栈得知，每秒看十次：“正在 pickle”是在 ForkingPickler.dumps 里；“在等写锁”是停在锁前，而锁在别的进程手里；“轮到馈送线程”是两者都不是：它刚被唤醒。“馈送线程在写”由它自己报告。C 代码占着解释器时，该进程里谁也看不了，这时显示“C 代码在运行”；序列化很大的数据项时就是这样。</translation>
    </message>
    <message>
        <source>Who writes into the pipe now. Each process notes it on a shared page of memory, just after it has got the lock and before it gives it back. One feeder thread writes at a time.</source>
        <translation>此刻谁在往管道里写。各进程在拿到锁之后、还锁之前，把它记在一页共享内存上。同一时刻只有一个馈送线程在写。</translation>
    </message>
    <message>
        <source>Who reads from the pipe, or waits at it for the next item. Each process notes it on a shared page of memory. The others in get() wait for this lock, not for the item.</source>
        <translation>此刻谁在读管道，或守着管道等下一个数据项。各进程把它记在一页共享内存上。其他处在 get() 里的进程等的是这把锁，而不是数据项。</translation>
    </message>
    <message>
        <source>“At the pipe” has the read lock and waits for an item; “wants read lock” waits behind it; “item in hand” has taken one and not yet called task_done(); “own code” is not at the queue.</source>
        <translation>“守在管道口”：持有读锁，在等数据项；“在等读锁”：排在它后面；“手里有数据项”：已取走，还没调用 task_done()；“在自己的代码里”：不在队列这里。</translation>
    </message>
    <message>
        <source>maxsize − items in buffers − items in the pipe: so many more times put() returns at once.</source>
        <translation>maxsize − 各缓冲区里的项数 − 管道里的项数：put() 还能立即返回这么多次。</translation>
    </message>
    <message>
        <source>Items put − task_done() calls: join() returns at 0. In hands: items taken − task_done() calls.</source>
        <translation>放入的项数 − task_done() 的次数：为 0 时 join() 返回。在手里：取走的项数 − task_done() 的次数。</translation>
    </message>
    <message>
        <source>{items} items: written − read, as the processes count them themselves.</source>
        <translation>{items} 项：写入的 − 读出的，由各进程自己计数。</translation>
    </message>
    <message>
        <source>{bytes} bytes: asked of the system at the pipe&apos;s reading end (FIONREAD; on Windows PeekNamedPipe), by a process that has the queue, {age} ms before this look. {own} of them are the program&apos;s own; the rest is what Queuescope puts behind each item.</source>
        <translation>{bytes} 字节：由拥有该队列的一个进程在管道的读端向系统查询（FIONREAD；Windows 上为 PeekNamedPipe），比本次查看早 {age} 毫秒。其中 {own} 字节是程序自己的，其余是 Queuescope 附在每个数据项后面的。</translation>
    </message>
    <message>
        <source>The pipe holds {capacity} bytes. It was made so wide for those additions; a feeder waits as soon as the program&apos;s own bytes fill a pipe of ordinary size, {own}.</source>
        <translation>这条管道能装 {capacity} 字节：为了那些附加内容而加宽。程序自己的字节一旦装满普通大小的管道（{own} 字节），馈送线程就会等待。</translation>
    </message>
    <message>
        <source>The pipe holds {capacity} bytes.</source>
        <translation>这条管道能装 {capacity} 字节。</translation>
    </message>
    <message>
        <source>No process has its reading end open in a way that its bytes could be counted.</source>
        <translation>没有哪个进程打开着可供计数的读端，无法统计字节。</translation>
    </message>
    <message>
        <source>feeder&apos;s turn</source>
        <translation>轮到馈送线程</translation>
    </message>
    <message>
        <source>C code runs</source>
        <translation>C 代码在运行</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停住</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>bytes not counted</source>
        <translation>未统计字节</translation>
    </message>
    <message>
        <source>{size} of {room}</source>
        <translation>{size} / {room}</translation>
    </message>
    <message>
        <source>bytes in the pipe: {}</source>
        <translation>管道里的字节：{}</translation>
    </message>
</context>
</TS>

"""What the bridge says when it does not do something: (Chinese, English). Each says what to do."""

WORDS: dict[str, tuple[str, str]] = {
    "origin.refused": ("这个网页不在允许的来源里。请用 --origin 写明一窗的地址后重新启动本机程序。", "This page's origin is not allowed. Start the bridge again with --origin and the address of Yichuang."),
    "host.refused": ("只能经本机地址 127.0.0.1 访问。", "The bridge answers on 127.0.0.1 only."),
    "token.needed": ("还没有配对。请在工作台“本机设备”里输入本机程序显示的配对码。", "Not paired. Type the pairing code that the bridge shows into the page for devices."),
    "pair.code": ("配对码不对，请看本机程序窗口里的最新配对码。", "Wrong pairing code. Look at the newest one in the bridge's window."),
    "pair.spent": ("试错次数太多，配对码已更换。请看本机程序窗口里的新配对码。", "Too many wrong tries; the code has changed. Look at the new one in the bridge's window."),
    "request.json": ("请求不是 JSON，没有执行。", "The request is no JSON; nothing was done."),
    "request.size": ("请求太大，没有执行。", "The request is too large; nothing was done."),
    "part.missing": ("本机没有接这种设备。请用键盘录入，或在纸上办理。", "No such device here. Use the keyboard or paper."),
    "act.missing": ("这种设备不会做这件事。", "The device cannot do this."),
    "part.failed": ("设备没有完成，请重试；还不行就用键盘或纸。", "The device failed. Try again; else use the keyboard or paper."),
    "idreader.no_card": ("没有读到证件，请把证件放正后再读；也可以手工录入。", "No card was read. Lay it flat and try again, or type it in."),
    "evaluator.about": ("请说明评价的是哪件事。", "Say what is to be rated."),
    "printer.data": ("没有要打印的内容。", "There is nothing to print."),
    "printer.offline": ("打印机没有响应，请检查电源和网线。", "The printer does not answer. Check power and cable."),
    "printer.paper": ("打印机缺纸，请换纸后再打。", "The printer is out of paper."),
    "printer.busy": ("打印机脱机或上盖打开。", "The printer is off line or open."),
    "printer.write": ("打印机中途断开，可能没有打完。", "The printer broke off; the slip may be incomplete."),
    "printer.usb": ("没有找到 USB 打印机。", "No USB printer was found."),
}  # fmt: skip

"""What a browser says of itself, in words somebody knows their own device by."""

from kejia.plain.text import Text

SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", Text("微信", "WeChat")),
    ("wxwork", Text("企业微信", "WeCom")),
    ("Edg", Text("Edge", "Edge")),
    ("QQBrowser", Text("QQ 浏览器", "QQ Browser")),
    ("Firefox", Text("Firefox", "Firefox")),
    ("Chrome", Text("Chrome", "Chrome")),
    ("Safari", Text("Safari", "Safari")),
)
"""The first that a browser names counts: most name several."""
UNKNOWN = Text("未知设备", "unknown device")


def device_of(said: str) -> Text:
    """Browser and system, as far as they are told."""
    system = next((name for word, name in SYSTEMS if word in said), "")
    browser = next((name for word, name in BROWSERS if word in said), None)
    if browser is None:
        return Text(system, system) if system else UNKNOWN
    return Text(f"{browser.zh} · {system}", f"{browser.en} · {system}") if system else browser

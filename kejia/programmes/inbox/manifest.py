"""The inbox of everybody who signs in."""

from kejia.messages.kinds import Channel, MessageKind
from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

TRIAL = MessageKind(
    name="inbox.trial",
    text=Text("试发", "trial message"),
    channels=(Channel.SMS, Channel.EMAIL, Channel.WECOM),
    duty=Text("试发只在您自己点了才发", "a trial is sent only when you ask for one"),
    urgent=True,
)

MANIFEST = Manifest(
    name="inbox",
    title=Text("消息", "Messages"),
    urls="kejia.programmes.inbox.urls",
    menu=MenuEntry(
        label=Text("消息", "Messages"), page="inbox:inbox", platform="work", place=90, personal=True
    ),
    messages=(TRIAL,),
)

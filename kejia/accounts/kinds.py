"""Kinds of what an account holds and of what happens to it."""

from enum import StrEnum

from kejia.plain.text import Text


class EmployerKind(StrEnum):
    """Where its holder works, as self-given."""

    UNIVERSITY = "university"
    INSTITUTE = "institute"
    ENTERPRISE = "enterprise"
    HEALTH = "health"
    SCHOOL = "school"
    FARMING = "farming"
    GOVERNMENT = "government"
    SOCIETY = "society"
    FREELANCE = "freelance"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """In words."""
        return EMPLOYERS[self]


EMPLOYERS = {
    EmployerKind.UNIVERSITY: Text("高等学校", "university or college"),
    EmployerKind.INSTITUTE: Text("科研院所", "research institute"),
    EmployerKind.ENTERPRISE: Text("企业", "enterprise"),
    EmployerKind.HEALTH: Text("医疗卫生机构", "health care"),
    EmployerKind.SCHOOL: Text("中小学", "school"),
    EmployerKind.FARMING: Text("农业农村", "farming and rural work"),
    EmployerKind.GOVERNMENT: Text("党政机关、群团", "public authority or mass organisation"),
    EmployerKind.SOCIETY: Text("社会组织", "society or other civil organisation"),
    EmployerKind.FREELANCE: Text("自由职业", "self-employed"),
    EmployerKind.OTHER: Text("其他", "other"),
}


class Channel(StrEnum):
    """How a code reaches its account."""

    SMS = "sms"
    EMAIL = "email"

    @property
    def text(self) -> Text:
        """In words."""
        return Text("短信", "text message") if self is Channel.SMS else Text("电子邮件", "e-mail")


class CodePurpose(StrEnum):
    """What a code proves; one sent for one purpose opens no other door."""

    SIGN_IN = "sign_in"
    REAUTHENTICATE = "reauthenticate"
    NEW_ADDRESS = "new_address"


class Method(StrEnum):
    """By what somebody proved who they are."""

    SMS = "sms"
    EMAIL = "email"
    PASSWORD = "password"  # noqa: S105 the name of a method
    TOTP = "totp"
    RECOVERY_CODE = "recovery_codes"
    PASSKEY = "webauthn"
    OTHER_SITE = "socialaccount"

    @property
    def text(self) -> Text:
        """In words."""
        return METHODS[self]


METHODS = {
    Method.SMS: Text("短信验证码", "code by text message"),
    Method.EMAIL: Text("邮件验证码", "code by e-mail"),
    Method.PASSWORD: Text("密码", "password"),
    Method.TOTP: Text("动态口令", "authenticator app"),
    Method.RECOVERY_CODE: Text("恢复码", "recovery code"),
    Method.PASSKEY: Text("通行密钥", "passkey"),
    Method.OTHER_SITE: Text("其他平台的账号", "account of another site"),
}


class SignInEventKind(StrEnum):
    """What the sign-in log holds."""

    CODE_SENT = "code_sent"
    PROVED = "proved"
    SIGNED_IN = "signed_in"
    REAUTHENTICATED = "reauthenticated"
    FAILED = "failed"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"

    @property
    def text(self) -> Text:
        """In words."""
        return EVENTS[self]


EVENTS = {
    SignInEventKind.CODE_SENT: Text("发送验证码", "code sent"),
    SignInEventKind.PROVED: Text("验证码或密码正确", "code or password right"),
    SignInEventKind.SIGNED_IN: Text("登录", "signed in"),
    SignInEventKind.REAUTHENTICATED: Text("再次确认身份", "confirmed again"),
    SignInEventKind.FAILED: Text("未通过", "failed"),
    SignInEventKind.REFUSED: Text("被锁定，未受理", "locked out, not tried"),
    SignInEventKind.SIGNED_OUT: Text("退出", "signed out"),
}


class TechnicalRoleKind(StrEnum):
    """The three technical roles (三员); none of them has a business right, nobody holds two at once."""

    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"

    @property
    def text(self) -> Text:
        """In words."""
        return TECHNICAL_ROLES[self]


TECHNICAL_ROLES = {
    TechnicalRoleKind.SYSTEM: Text("系统管理员", "system administrator"),
    TechnicalRoleKind.SECURITY: Text("安全管理员", "security officer"),
    TechnicalRoleKind.AUDIT: Text("审计管理员", "audit officer"),
}

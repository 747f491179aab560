"""Kinds of what an account holds and of what happens to it."""

from enum import StrEnum

from kejia.plain.worded import Worded


class EmployerKind(Worded):
    """Where its holder works, as self-given."""

    UNIVERSITY = "university", "高等学校", "university or college"
    INSTITUTE = "institute", "科研院所", "research institute"
    ENTERPRISE = "enterprise", "企业", "enterprise"
    HEALTH = "health", "医疗卫生机构", "health care"
    SCHOOL = "school", "中小学", "school"
    FARMING = "farming", "农业农村", "farming and rural work"
    GOVERNMENT = "government", "党政机关、群团", "public authority or mass organisation"
    SOCIETY = "society", "社会组织", "society or other civil organisation"
    FREELANCE = "freelance", "自由职业", "self-employed"
    OTHER = "other", "其他", "other"


class Channel(Worded):
    """How a code reaches its account."""

    SMS = "sms", "短信", "text message"
    EMAIL = "email", "电子邮件", "e-mail"


class CodePurpose(StrEnum):
    """What a code proves; one sent for one purpose opens no other door."""

    SIGN_IN = "sign_in"
    REAUTHENTICATE = "reauthenticate"
    NEW_ADDRESS = "new_address"


class Method(Worded):
    """By what somebody proved who they are."""

    SMS = "sms", "短信验证码", "code by text message"
    EMAIL = "email", "邮件验证码", "code by e-mail"
    PASSWORD = "password", "密码", "password"
    TOTP = "totp", "动态口令", "authenticator app"
    RECOVERY_CODE = "recovery_codes", "恢复码", "recovery code"
    PASSKEY = "webauthn", "通行密钥", "passkey"
    OTHER_SITE = "socialaccount", "其他平台的账号", "account of another site"


class SignInEventKind(Worded):
    """What the sign-in log holds."""

    CODE_SENT = "code_sent", "发送验证码", "code sent"
    PROVED = "proved", "验证码或密码正确", "code or password right"
    SIGNED_IN = "signed_in", "登录", "signed in"
    REAUTHENTICATED = "reauthenticated", "再次确认身份", "confirmed again"
    FAILED = "failed", "未通过", "failed"
    REFUSED = "refused", "被锁定，未受理", "locked out, not tried"
    SIGNED_OUT = "signed_out", "退出", "signed out"


class TechnicalRoleKind(Worded):
    """The three technical roles (三员); none of them has a business right, nobody holds two at once."""

    SYSTEM = "system", "系统管理员", "system administrator"
    SECURITY = "security", "安全管理员", "security officer"
    AUDIT = "audit", "审计管理员", "audit officer"

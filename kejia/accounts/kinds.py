"""Kinds of what an account holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmployerKind(TextChoices):
    """Where its holder works, as self-given."""

    UNIVERSITY = "university", _("高等学校")
    INSTITUTE = "institute", _("科研院所")
    ENTERPRISE = "enterprise", _("企业")
    HEALTH = "health", _("医疗卫生机构")
    SCHOOL = "school", _("中小学")
    FARMING = "farming", _("农业农村")
    GOVERNMENT = "government", _("党政机关、群团")
    SOCIETY = "society", _("社会组织")
    FREELANCE = "freelance", _("自由职业")
    OTHER = "other", _("其他")


class PageLanguage(TextChoices):
    """In which language its holder is written to."""

    CHINESE = "zh", _("中文")
    ENGLISH = "en", _("英文")

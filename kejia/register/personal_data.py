"""Everything that is kept about a person, for that person to take away: one package, by JSON and as a page to read.

The package is signed, so that whoever is handed it can tell that this installation made it (`is_signed`).
"""

import json
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kejia.accounts import reads as accounts
from kejia.crypt.signing import public_key, sign
from kejia.plain.text import Text
from kejia.register.access import require
from kejia.register.authority import asking
from kejia.register.identifying import Erased, number_of
from kejia.register.kinds import ProtectedField
from kejia.register.models import Claim, CorrectionRequest, Fact, IdentityDocument, Person, ProtectedReading
from kejia.register.models.claims import CONFIRMED
from kejia.register.naming import posts_by_id
from kejia.register.protected import note_reading
from kejia.register.reads import records_of
from kejia.trail.actor import Actor

PURPOSE = "kejia.personal_data"
"""What the signature is for."""
COPY = Text("本人取走全部个人信息", "a copy of all personal data, taken by the person")
NAMES = Actor("system", "register", "登记簿", "")
Plain = dict[str, Any]  # Any: whatever the columns hold, written as text where JSON has no word for it


@transaction.atomic(durable=True)
def package_of(person: Person, *, by: Actor) -> bytes:
    """The package, as a ZIP of data.json, data.html and signature.json. Raises NotAllowed.

    For the person alone, and the console; that it was made is written down like any other reading.
    """
    people = records_of(person)
    require(by.kind == "console" or asking.person_of(by) in people)
    note_reading(person, ProtectedField.ALL, purpose=COPY.zh, by=by)
    data = data_of(person)
    written = json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()
    signature = {
        "file": "data.json",
        "purpose": PURPOSE,
        "public_key": public_key().hex(),
        "signature": sign(written, purpose=PURPOSE).hex(),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        package.writestr("data.json", written)
        package.writestr("data.html", _page(data))
        package.writestr("signature.json", json.dumps(signature, indent=1))
    return content.getvalue()


def data_of(person: Person) -> Plain:
    """All of it, under every record that was merged into this one; the caller has checked the right."""
    people = records_of(person)
    facts = {
        model._meta.model_name or "": [
            _fact(each) for each in model._default_manager.filter(_theirs(model, people))
        ]
        for model in Fact.__subclasses__()
        if any(field.related_model is Person for field in model._meta.concrete_fields)
    }
    _name_posts(facts.get("appointment", []))
    return {
        "person": person.pk,
        "records": people,
        "made_at": timezone.now().isoformat(),
        "facts": {name: rows for name, rows in facts.items() if rows},
        "readings": _rows(ProtectedReading.objects.filter(person__in=people)),
        "corrections": _rows(CorrectionRequest.objects.filter(person__in=people)),
        "accounts": [_account(claim) for claim in Claim.objects.filter(CONFIRMED, person__in=people)],
    }


def _theirs(model: type[Fact], people: list[int]) -> Q:
    condition = Q()
    for field in model._meta.concrete_fields:
        if field.related_model is Person:
            condition |= Q(**{f"{field.name}__in": people})
    return condition


def _fact(fact: Fact) -> Plain:
    """A fact in all its columns, numbers opened."""
    row = {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in ("sealed", "digest", "valid", "known", "batch")
    }
    row["valid"] = [fact.valid.lower, fact.valid.upper]
    row["known"] = [fact.known.lower, fact.known.upper]
    if isinstance(fact, IdentityDocument):
        try:
            row["number"] = number_of(fact)
        except Erased:
            row["number"] = ""
    return row


def _name_posts(rows: list[Plain]) -> None:
    names = posts_by_id({row["post_id"] for row in rows}, by=NAMES)
    for row in rows:
        if (post := names.get(row["post_id"])) is not None:
            row |= {"organisation": post.organisation_name, "office": post.office, "title": post.title}


def _rows(found: Any) -> list[Plain]:  # Any: a query over either table
    return [dict(row) for row in found.order_by("pk").values()]


def _account(claim: Claim) -> Plain:
    account = claim.account
    return {
        "id": account.pk,
        "name": account.name,
        "phone": account.phone,
        "email": account.email,
        "county": account.county,
        "field": account.field,
        "employer": account.employer,
        "created_at": account.created_at,
        "consents": [[each.text, each.version, each.given_at] for each in accounts.consents_of(account)],
        "sign_ins": [
            [each.at, each.kind, each.ip, each.device] for each in accounts.sign_ins_of(account, 1000)
        ],
    }


def _page(data: Mapping[str, Any]) -> str:
    """The same for reading: no script, no style from elsewhere, every value escaped."""
    parts = [
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>个人信息</title>',
        f"<h1>个人信息</h1><p>登记册编号 {data['person']}，生成于 {escape(str(data['made_at']))}。"
        "同一份内容的机器可读形式见 data.json，签名见 signature.json。</p>",
    ]
    sections = [
        *data["facts"].items(),
        *((name, data[name]) for name in ("readings", "corrections", "accounts")),
    ]
    for name, rows in sections:
        parts.append(f"<h2>{escape(TITLES.get(name, name))}</h2>")
        parts.append(_table(rows) if rows else "<p>没有。</p>")
    return "\n".join([*parts, "</html>"])


def _table(rows: list[Plain]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    lines = ("".join(f"<td>{escape(_said(row.get(column)))}</td>" for column in columns) for row in rows)
    return f"<table border='1'><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " – ".join(_said(each) for each in value)
    return str(value)


TITLES = {
    "personfact": "基本情况",
    "identitydocument": "证件",
    "standing": "身份认定",
    "employment": "工作单位",
    "appointment": "任职",
    "membership": "会员",
    "postapproval": "兼职审批",
    "standin": "代理",
    "readings": "谁看过受保护的信息",
    "corrections": "更正申请",
    "accounts": "账号",
}

"""The API held against its own description by schemathesis: whatever fits is answered as described, whatever does not
is refused as described, and nothing is a server error."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kejia.site.wsgi import application

pytestmark = pytest.mark.django_db  # a whole request closes old connections at its end
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schema.parametrize()
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_to_its_description(case: Any) -> None:  # Any: schemathesis's own generic type
    case.call_and_validate(checks=CHECKS)


def test_every_operation_is_described_with_its_refusals() -> None:
    found: list[Any] = [operation.ok() for operation in schema.get_all_operations()]  # type: ignore[union-attr]
    operations = {f"{operation.method.upper()} {operation.path}": operation for operation in found}
    assert set(operations) >= {"POST /api/check", "GET /api/plan"}
    assert set(operations["POST /api/check"].definition.raw["responses"]) >= {"200", "422"}


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"\x00" * 100, 422), ("姓名\n王丽".encode("gb18030"), 200), (b"PK\x03\x04broken", 422)],
)
def test_any_bytes_are_answered_as_described(content: bytes, status: int) -> None:
    asked: Any = {"file": content, "body": "committee", "on": "2017-06-30"}
    case = schema["/api/check"]["POST"].Case(body=asked, media_type="multipart/form-data")
    answer = case.call_and_validate(checks=CHECKS)
    assert answer.status_code == status

"""Days and moments by whose knowledge one asks."""

from datetime import UTC, datetime

import pytest

from kejia.plain.moments import HERE, UnusableMoment, read_known

NOW = datetime(2018, 5, 2, 1, 0, tzinfo=UTC)  # 9 o'clock in the morning here


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("", None),
        ("2018-05-02", None),
        ("2018-05-01", datetime(2018, 5, 2, tzinfo=HERE)),
        ("2018-05-01T12:00:00", datetime(2018, 5, 1, 12, tzinfo=HERE)),
        ("2018-05-01T12:00:00+00:00", datetime(2018, 5, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_day_is_known_by_its_end_and_today_is_all_that_is_known(
    written: str, moment: datetime | None
) -> None:
    assert read_known(written, NOW) == moment


@pytest.mark.parametrize(
    "written",
    ["2018-05-03", "2018-05-02T09:00:01", "9999-12-31", "2018-5-1", "gestern", "2018-05-01T25:00:00"],
)
def test_what_is_no_moment_or_lies_ahead_is_refused_in_words(written: str) -> None:
    with pytest.raises(UnusableMoment) as refused:
        read_known(written, NOW)
    assert written in refused.value.say.zh
    assert written in refused.value.say.en

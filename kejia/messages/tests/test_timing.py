"""Quiet hours, digests and the pauses between tries."""

from datetime import datetime, time, timedelta

import pytest

from kejia.messages.timing import PAUSES, Hours, next_try
from kejia.plain.moments import HERE

NIGHT = Hours(time(22), time(7), time(8))


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "goes_out"),
    [
        (at(21, 59), at(21, 59)),
        (at(22), at(7, day=25)),
        (at(0, 30), at(7)),
        (at(6, 59), at(7)),
        (at(7), at(7)),
    ],
)
def test_what_falls_into_the_night_goes_out_when_it_ends(moment: datetime, goes_out: datetime) -> None:
    assert NIGHT.after_quiet(moment) == goes_out


def test_equal_ends_are_no_quiet_hours() -> None:
    assert Hours(time(9), time(9), time(8)).after_quiet(at(9)) == at(9)


def test_quiet_hours_within_one_day_end_the_same_day() -> None:
    assert Hours(time(12), time(14), time(8)).after_quiet(at(13)) == at(14)


@pytest.mark.parametrize(
    ("moment", "digest"), [(at(7, 59), at(8)), (at(8), at(8, day=25)), (at(23), at(8, day=25))]
)
def test_a_digest_goes_out_at_its_hour_the_next_time_it_comes(moment: datetime, digest: datetime) -> None:
    assert NIGHT.next_digest(moment) == digest


def test_a_digest_whose_hour_is_quiet_waits_for_the_end_of_the_quiet() -> None:
    assert Hours(time(22), time(9), time(8)).next_digest(at(12)) == at(9, day=25)


def test_it_is_tried_again_after_longer_and_longer_pauses_and_then_no_more() -> None:
    pauses = [next_try(tries, at(12)) for tries in range(1, len(PAUSES) + 2)]
    assert pauses == [*(at(12) + pause for pause in PAUSES), None]
    assert list(PAUSES) == sorted(PAUSES)
    assert sum(PAUSES, timedelta()) < timedelta(days=1)

"""The invented federation, life-size, the same rows every time; `kejia demo` loads it. See README.md."""

from demo.federation_accounts import accounts_of
from demo.federation_bodies import write_bodies
from demo.federation_cast import Cast
from demo.federation_grassroots import write_grassroots, write_hosts, write_members, write_units
from demo.federation_places import write_places
from demo.federation_province import write_province
from demo.federation_rows import Federation
from demo.federation_societies import write_societies


def federation() -> Federation:
    """All records and facts."""
    made, cast = Federation(), Cast()
    units = write_units(made)
    universities, enterprises = write_hosts(made)
    office = write_province(made, cast)
    write_bodies(made, cast, office)
    places = write_places(made, cast, office)
    societies = write_societies(made, cast, office, universities)
    write_grassroots(made, places, universities, enterprises)
    write_members(made, cast, societies, enterprises)
    cast.write(made, units)
    made.accounts = accounts_of(made, cast, office, places, societies)
    return made

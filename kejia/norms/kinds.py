"""The words a norm may use: bodies, levels, modalities, verdicts, marks on people."""

from enum import StrEnum

from kejia.plain.text import Text


class Body(StrEnum):
    """Kinds of bodies a norm can be about."""

    CONGRESS = "congress"
    COMMITTEE = "committee"
    STANDING = "standing"
    VICE_CHAIRS = "vice-chairs"
    SOCIETY_CONGRESS = "society-congress"
    SOCIETY_DIRECTORS = "society-directors"
    SOCIETY_STANDING = "society-standing"

    @property
    def text(self) -> Text:
        """Its name."""
        return BODY_NAMES[self]

    @property
    def seat_text(self) -> Text:
        """What one person in it is called."""
        return SEAT_NAMES[self]

    def text_at(self, level: "Level") -> Text:
        """Its name with whose it is (省级全委会); a society's body is nobody else's."""
        if self in (Body.SOCIETY_CONGRESS, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING):
            return self.text
        return Text(level.text.zh + self.text.zh, f"{level.text.en} {self.text.en}")


BODY_NAMES = {
    Body.CONGRESS: Text("科协代表大会", "congress"),
    Body.COMMITTEE: Text("全委会", "plenary committee"),
    Body.STANDING: Text("常委会", "standing committee"),
    Body.VICE_CHAIRS: Text("兼职副主席", "part-time vice-chairs"),
    Body.SOCIETY_CONGRESS: Text("学会代表大会", "society congress"),
    Body.SOCIETY_DIRECTORS: Text("学会理事会", "society council"),
    Body.SOCIETY_STANDING: Text("学会常务理事会", "society standing council"),
}
SEAT_NAMES = {
    Body.CONGRESS: Text("代表", "delegates"),
    Body.COMMITTEE: Text("全委会委员", "committee members"),
    Body.STANDING: Text("常委", "standing committee members"),
    Body.VICE_CHAIRS: Text("兼职副主席", "part-time vice-chairs"),
    Body.SOCIETY_CONGRESS: Text("学会代表", "society delegates"),
    Body.SOCIETY_DIRECTORS: Text("理事", "directors"),
    Body.SOCIETY_STANDING: Text("常务理事", "standing directors"),
}


class Level(StrEnum):
    """Whose body it is: a norm of the plan binds the level it names and no other."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ANY = "any"

    @property
    def text(self) -> Text:
        """Its name."""
        return LEVEL_NAMES[self]


LEVEL_NAMES = {
    Level.PROVINCE: Text("省级", "provincial"),
    Level.CITY: Text("市级", "city"),
    Level.COUNTY: Text("县级", "county"),
    Level.ANY: Text("各级", "any level"),
}


class Modality(StrEnum):
    """How strongly a norm binds; only `must` decides the exit code."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    TREND = "trend"

    @property
    def text(self) -> Text:
        """Its name."""
        return MODALITY_NAMES[self]


MODALITY_NAMES = {
    Modality.MUST: Text("应当", "must"),
    Modality.SHOULD: Text("一般应", "should"),
    Modality.MAY: Text("可以", "may"),
    Modality.TREND: Text("趋势", "trend"),
}


class Outcome(StrEnum):
    """What a judgement comes to."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_IN_FORCE = "not_in_force"

    @property
    def text(self) -> Text:
        """Its name."""
        return OUTCOME_NAMES[self]


OUTCOME_NAMES = {
    Outcome.MET: Text("符合", "met"),
    Outcome.NOT_MET: Text("未达到", "not met"),
    Outcome.CANNOT_TELL: Text("待核实", "cannot tell"),
    Outcome.NOT_IN_FORCE: Text("尚未施行", "not in force"),
}


class Mark(StrEnum):
    """Yes, no or unknown about a person; each is a column of the relation `facts`."""

    GRASSROOTS_FRONTLINE = "grassroots_frontline"
    FRONTLINE = "frontline"
    LEADING_CADRE = "leading_cadre"
    WORKER = "worker"
    SCIPOP_WORKER = "scipop_worker"
    RURAL_TALENT = "rural_talent"
    WOMAN = "woman"
    MINORITY = "minority"
    NON_PARTY = "non_party"
    DELEGATE = "delegate"

    @property
    def text(self) -> Text:
        """Its name."""
        return MARK_NAMES[self]


MARK_NAMES = {
    Mark.GRASSROOTS_FRONTLINE: Text("基层和一线", "grassroots and front-line"),
    Mark.FRONTLINE: Text("一线", "front-line"),
    Mark.LEADING_CADRE: Text("领导干部", "leading cadres"),
    Mark.WORKER: Text("科技工作者", "science and technology workers"),
    Mark.SCIPOP_WORKER: Text("科普工作者", "science-popularisation workers"),
    Mark.RURAL_TALENT: Text("农村实用人才、科技致富带头人", "rural talents"),
    Mark.WOMAN: Text("女性", "women"),
    Mark.MINORITY: Text("少数民族", "ethnic minorities"),
    Mark.NON_PARTY: Text("民主党派和无党派人士", "democratic parties and people without party affiliation"),
    Mark.DELEGATE: Text("代表", "delegates"),
}

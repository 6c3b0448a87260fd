"""What would mend something that is not met: each change searched, cheapest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from staffopt.auditor import bill
from staffopt.domain.explanation import Hurdle, Mend
from staffopt.domain.people import Person
from staffopt.domain.roster import Roster
from staffopt.domain.violation import PayClaim, Violation
from staffopt.explaining.difference import Billed, Effort, best_of, searched
from staffopt.explaining.other_hours import other_hours
from staffopt.explaining.shorter_rest import shorter_rests
from staffopt.explaining.waived import dear, waived
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule
from staffopt.rules.gap_premium import GapPremium
from staffopt.rules.min_rest import MinRest

MOST_GIVEN_UP = 4
MOST_TAGGED = 3
"""Changes that are searched for one violation: rules given up for one person, people in charge."""


@dataclass(frozen=True)
class Idea:
    """A change of the terms, in words, with the law behind what it gives up."""

    text: str
    week: Week
    citation: str = ""
    rests: str = ""
    """Id of the person who rests less by it, if any."""
    milder: tuple[Idea, ...] = ()
    """The same in part, the least first: tried where the whole mends."""


@dataclass
class Trials:
    """Changes of the terms of a week, each searched once from the best roster known."""

    week: Week
    base: Billed
    effort: Effort
    done: dict[tuple[str, str], list[Roster]] = field(default_factory=dict)

    def mends(self, violation: Violation, conflict: Sequence[Hurdle]) -> tuple[Mend, ...]:
        """The changes that were tried for a violation, those that mend first, then the cheapest."""
        ideas = _ideas(self.week, self.base[0], violation, conflict)
        tried = [self._least(violation, idea) for idea in ideas]
        found = [each for each in tried if each is not None]
        return tuple(sorted(found, key=lambda each: (not each.mends, each.change, each.text)))

    def _least(self, violation: Violation, idea: Idea) -> Mend | None:
        """A change as it was tried; where it mends and a part of it does too, the least such."""
        whole = self._tried(violation, idea)
        if whole is None or not whole.mends:
            return whole
        parts = (self._tried(violation, each) for each in idea.milder)
        return next((each for each in parts if each is not None and each.mends), whole)

    def _tried(self, violation: Violation, idea: Idea) -> Mend | None:
        key = violation.rule, idea.text
        if key not in self.done:
            self.done[key] = searched(dear(idea.week, violation.rule), self.base[0], self.effort)
        rosters = self.done[key]
        kept = [each for each in rosters if not still_broken(idea.week, violation, each)]
        best = best_of(idea.week, kept or rosters)
        if best is None:
            return None
        change = sum(best[1].values()) - sum(self.base[1].values())
        before = _gaps_paid(self.week, self.base[0], idea.rests)
        paid = _gaps_paid(idea.week, best[0], idea.rests)
        owed = tuple(each for each in paid if each not in before)
        return Mend(idea.text, change, bool(kept), idea.citation, owed)


def still_broken(week: Week, violation: Violation, roster: Roster) -> bool:
    """Whether a roster breaks the same rule about the same person or in the same time."""
    rule = next(each for each in week.rules if each.key == violation.rule)
    for each in rule.check(week.problem, roster):
        if each.person_id != violation.person_id:
            continue
        if each.start is None or each.end is None:
            return True
        if violation.start is None or violation.end is None:
            return True
        if each.start < violation.end and violation.start < each.end:
            return True
    return False


def _ideas(
    week: Week, roster: Roster, violation: Violation, conflict: Sequence[Hurdle]
) -> Iterator[Idea]:
    """Somebody there in charge, other opening hours, or a rule of the conflict less or not kept."""
    rule = next(each for each in week.rules if each.key == violation.rule)
    yield from islice(_tagged(week, roster, rule, violation), MOST_TAGGED)
    if violation.person_id is None and type(rule).together is not Rule.together:
        yield from (Idea(text, changed) for text, changed in other_hours(week, violation))
    for hurdle in conflict[:MOST_GIVEN_UP]:
        if hurdle.rule == "pinned":
            yield Idea(f"the pin of {hurdle.name} given up", _unpinned(week, hurdle.person_id))
            continue
        text = f"{hurdle.rule.replace('_', ' ')} given up for {hurdle.name}"
        kept = next((each for each in week.rules if each.key == hurdle.rule), None)
        rests = hurdle.person_id if isinstance(kept, MinRest) else ""
        less = tuple(
            Idea(said, changed, hurdle.citation, rests)
            for said, changed in shorter_rests(week, hurdle)
        )
        without = waived(week, hurdle.rule, hurdle.person_id)
        yield Idea(text, without, hurdle.citation, rests, less)


def _tagged(week: Week, roster: Roster, rule: Rule, violation: Violation) -> Iterator[Idea]:
    """Each person who works all through the time could have the tag that is missing."""
    tag = getattr(rule, "tag", None)
    if not isinstance(tag, str) or violation.start is None or violation.end is None:
        return
    for person in week.problem.people:
        there = any(
            each.start <= violation.start and violation.end <= each.end
            for each in roster.of(person.id)
        )
        if there and tag not in person.tags:
            name = person.name or person.id
            yield Idea(f"{name}, who is there, has the tag {tag!r}", _with_tag(week, person, tag))


def _with_tag(week: Week, person: Person, tag: str) -> Week:
    tagged = replace(person, tags=person.tags | {tag})
    people = tuple(tagged if each is person else each for each in week.problem.people)
    return replace(week, problem=replace(week.problem, people=people))


def _gaps_paid(week: Week, roster: Roster, person_id: str) -> tuple[PayClaim, ...]:
    """What the law has one person paid for coming back too soon."""
    paid = {rule.key for rule in week.rules if isinstance(rule, GapPremium)}
    if not paid or not person_id:
        return ()
    _, claims, _ = bill(roster, week.problem, week.rules, week.goals)
    return tuple(each for each in claims if each.person_id == person_id and each.rule in paid)


def _unpinned(week: Week, person_id: str) -> Week:
    """The week without the pins of one person."""
    pins = tuple(pin for pin in week.problem.pins if pin.person_id != person_id)
    return replace(week, problem=replace(week.problem, pins=pins))

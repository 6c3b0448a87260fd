"""Is a roster sound and legal, and what does it cost? Any roster, ours or not.

Nothing here, and nothing that is called from here, is shared with the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.domain.training import Session
from staffopt.domain.violation import PayClaim, Violation
from staffopt.errors import DataError
from staffopt.errors import Problem as Fault
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.rules.pay import owed

ROSTER = "roster"
"""The rule name of what no roster may be, whatever the store's rules."""


def audit(roster: Roster, problem: Problem, rules: Iterable[Rule]) -> tuple[Violation, ...]:
    """Every breach in a roster, by time: of soundness first, then of each rule.

    Shifts and sessions that are not sound are reported as such and not shown to the rules.
    """
    return _checked(*_sound(roster, problem), problem, rules)


def _checked(
    sound: Roster, found: Iterable[Violation], problem: Problem, rules: Iterable[Rule]
) -> tuple[Violation, ...]:
    """What was found unsound and every breach of a rule in the rest, by time."""
    breaches = [*found, *(each for rule in rules for each in rule.check(problem, sound))]
    return tuple(sorted(breaches, key=lambda each: _by_time(each, problem)))


def bill(
    roster: Roster, problem: Problem, rules: Sequence[Rule], goals: Iterable[Goal]
) -> tuple[dict[str, int], tuple[PayClaim, ...], tuple[Violation, ...]]:
    """What a roster costs by component, the extra pay owed and the violations.

    Components are the enabled goals by name, extra pay by stack group (by rule where a claim has
    none) and priced violations by rule. Goals come first, zero or not.
    """
    sound, unsound = _sound(roster, problem)
    violations = _checked(sound, unsound, problem, rules)
    claims = owed(claim for rule in rules for claim in rule.pays(problem, sound))
    costs = {goal.name: goal.value(problem, sound) for goal in goals if goal.enabled}
    extra: Counter[str] = Counter()
    for claim in claims:
        extra[claim.group or claim.rule] += claim.amount
    for violation in violations:
        if violation.price is not None:
            extra[violation.rule] += violation.price
    for name, amount in sorted(extra.items()):
        costs[name] = costs.get(name, 0) + amount
    return costs, claims, violations


def overpriced(roster: Roster, problem: Problem, rules: Sequence[Rule]) -> int:
    """How much more than the bill a search may count, in hundredths.

    It adds up premiums of which the bill pays the highest, and rules say what else.
    """
    sound, _ = _sound(roster, problem)
    claims = [claim for rule in rules for claim in rule.pays(problem, sound)]
    swallowed = sum(each.amount for each in claims) - sum(each.amount for each in owed(claims))
    return swallowed + sum(rule.overpriced(problem, sound) for rule in rules)


def _same_period(roster: Roster, problem: Problem) -> None:
    """A roster of another period, zone or slot length cannot be judged."""
    if roster.horizon != problem.horizon:
        there, here = roster.horizon, problem.horizon
        said = [f"{each.days} days from {each.first} in {each.zone}" for each in (there, here)]
        raise DataError(Fault(ROSTER, f"a roster of {said[0]}", f"one of {said[1]}"))


def _sound(roster: Roster, problem: Problem) -> tuple[Roster, list[Violation]]:
    """The part of a roster that rules can judge, and what is wrong with the rest."""
    _same_period(roster, problem)
    found: list[Violation] = []
    shifts, sessions = [], []
    parts = {each.id: {*each.attendees, each.trainer_id} for each in roster.sessions}
    for shift in roster.shifts:
        faults = list(_shift_faults(shift, problem, parts))
        found += faults
        shifts += [] if faults else [shift]
    for session in roster.sessions:
        faults = list(_session_faults(session, problem))
        found += faults
        sessions += [] if faults else [session]
    found += _twice(roster)
    return replace(roster, shifts=tuple(shifts), sessions=tuple(sessions)), found


def _by_time(violation: Violation, problem: Problem) -> tuple[object, ...]:
    start = violation.start or problem.horizon.start
    return (start, violation.rule, violation.person_id or "", violation.message)


def _shift_faults(
    shift: Shift, problem: Problem, parts: Mapping[str, set[str | None]]
) -> Iterator[Violation]:
    """What makes a shift no shift: holes, unknown people and roles, training without session.

    `parts` are the people in each session.
    """
    if not shift.blocks:
        yield Violation(ROSTER, f"shift {shift.id} has no blocks", shift.person_id)
        return
    said = []
    if shift.person_id not in problem.person:
        said.append(f"is of {shift.person_id!r}, who is not an employee")
    if not problem.horizon.start <= shift.start < problem.horizon.end:
        said.append("starts outside the planned days")
    if any(one.end != two.start for one, two in pairwise(shift.blocks)):
        said.append("has blocks that leave a hole or overlap")
    for block in shift.blocks:
        said += _block_faults(block, shift.person_id, problem, parts)
    for text in dict.fromkeys(said):
        message = f"shift {shift.id} {text}"
        yield Violation(ROSTER, message, shift.person_id, shift.start, shift.end)


def _block_faults(
    block: Block, person: str, problem: Problem, parts: Mapping[str, set[str | None]]
) -> Iterator[str]:
    """What makes a block no block; `parts` are the people in each session."""
    if block.end <= block.start:
        yield "has a block that ends before it starts"
    if block.activity is Activity.WORK and block.role not in problem.requirement.roles:
        yield f"has work in the unknown role {block.role!r}"
    if block.activity is not Activity.BREAK and not block.paid:
        yield f"has unpaid {block.activity.value}"
    listed = parts.get(block.session_id or "", set())
    if block.activity is Activity.TRAINING and person not in listed:
        yield f"has training in session {block.session_id!r}, which does not list them"


def _session_faults(session: Session, problem: Problem) -> Iterator[Violation]:
    """What makes a session no session: an unknown course or people, no time, somebody twice."""
    said = []
    if session.course_id not in problem.course:
        said.append(f"is of the unknown course {session.course_id!r}")
    if session.span.end <= session.span.start:
        said.append("ends before it starts")
    trainer = [] if session.trainer_id is None else [session.trainer_id]
    strangers = sorted({*session.attendees, *trainer} - set(problem.person))
    said += [f"lists {person!r}, who is not an employee" for person in strangers]
    for person, times in sorted(Counter(session.attendees).items()):
        if times > 1:
            said.append(f"lists {person} {times} times")
    for text in said:
        message = f"session {session.id} {text}"
        yield Violation(ROSTER, message, None, session.span.start, session.span.end)


def _twice(roster: Roster) -> Iterator[Violation]:
    """Ids that are used more than once."""
    kinds = {
        "shift": Counter(shift.id for shift in roster.shifts),
        "session": Counter(session.id for session in roster.sessions),
    }
    for kind, counts in kinds.items():
        for name, times in sorted(counts.items()):
            if times > 1:
                yield Violation(ROSTER, f"{kind} id {name} is used {times} times")

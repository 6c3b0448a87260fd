"""What a plan says of people before it says anything of rules: who is not hired, what is taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from staffopt.domain.problem import Problem
from staffopt.domain.training import TrainingNeed
from staffopt.rules.words import name_of


def said_of_people(problem: Problem, needs: Iterable[TrainingNeed]) -> Iterator[str]:
    """Notes on a problem made of a store that has these needs, whether met before or not."""
    last = problem.horizon.dates[-1]
    for person in problem.people:
        if person.hired is not None and person.hired > problem.horizon.first:
            when = "after the plan" if person.hired > last else "no shifts before"
            yield f"{name_of(problem, person.id)} is hired on {person.hired}: {when}"
    open_needs = {(need.person_id, need.course_id) for need in problem.needs}
    attended = defaultdict(list)
    for need in needs:
        if (need.person_id, need.course_id) not in open_needs:
            attended[need.course_id].append(name_of(problem, need.person_id))
        elif need.due is not None and need.due < problem.horizon.first:
            course = problem.course[need.course_id].name or need.course_id
            who = name_of(problem, need.person_id)
            yield f"{course} for {who} was due on {need.due}: overdue, its date no longer counts"
    for course_id, people in attended.items():
        course = problem.course[course_id].name or course_id
        yield f"{course} was attended before the plan, not needed again: {', '.join(people)}"

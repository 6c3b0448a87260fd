"""Names in a roster, to ids: matched exactly or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.store import Store


def label(role: str) -> str:
    """Return a role as our pages and calendars write it: `self_checkout` is `Self checkout`."""
    text = role.replace("_", " ").replace("/", ": ").strip()
    return text[:1].upper() + text[1:]


class Names:
    """The people and roles of a store, by the words that a roster may use for them."""

    def __init__(self, store: Store, people: Mapping[str, str], roles: Mapping[str, str]) -> None:
        self._people = {person.id: person for person in store.people}
        self._times = Counter(person.name for person in store.people)
        self._by_name = {person.name: person.id for person in store.people}
        self._other_names = people
        self._roles = {label(role): role for role in store.roles}
        self._roles |= {role: role for role in store.roles}
        self._roles |= {word: role for word, role in roles.items() if role in store.roles}
        self._courses = {course.name: course.id for course in store.courses if course.name}
        self._courses |= {course.id: course.id for course in store.courses}

    def check(self, roles: Mapping[str, str], role: str | None, findings: Findings) -> None:
        """Note ids and roles of a column file that the store does not know."""
        for word, person in self._other_names.items():
            if person not in self._people:
                where = f"column file, people: {word}"
                findings.add(where, shown(person), one_of(person, self._people))
        for word, name in {**roles, **({"": role} if role else {})}.items():
            if name not in self._roles.values():
                where = f"column file, roles: {word}" if word else "column file, role"
                findings.add(where, shown(name), one_of(name, self._roles.values()))

    def known(self, text: str) -> str | None:
        """Return the id of a person whom the text names exactly; None where there is not one."""
        found = text if text in self._people else self._other_names.get(text)
        if found is None and self._times[text] == 1:
            found = self._by_name[text]
        return found if found in self._people else None

    def person(self, text: str, where: str, findings: Findings) -> str | None:
        """Return the id of a person, or note that the text names nobody, or several."""
        found = self.known(text)
        if found is None and self._times[text] > 1:
            said = f"{shown(text)}, the name of {self._times[text]} people"
            findings.add(where, said, "an employee_id")
        elif found is None:
            known = [*self._people, *self._by_name]
            findings.add(where, shown(text) if text else "nothing", one_of(text, known))
        return found

    def role(self, text: str, person: str, where: str, findings: Findings) -> str | None:
        """Return a role by its id or label; of somebody with one role only, none need be said."""
        if text:
            found = self._roles.get(text)
            if found is None:
                findings.add(where, shown(text), one_of(text, self._roles))
            return found
        own = self._people[person].roles
        if len(own) == 1:
            return own[0]
        findings.add(where, "no role", f"one of {', '.join(own)}, or `role` in a column file")
        return None

    def course(self, text: str) -> str | None:
        """Return a course by its name or id."""
        return self._courses.get(text)

    def role_or_none(self, text: str) -> str | None:
        """Return a role by its id or label, None where there is none."""
        return self._roles.get(text)

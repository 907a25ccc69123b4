"""What people write in tickets: templates with slots, a typing error here and there, hardly a text twice."""

from __future__ import annotations

import re
from typing import Final

from drift.samples.dice import Dice
from drift.samples.scenes.scene import Scene

TYPO_SHARE: Final = 0.012  # of the longer words in a memo
_LONG = re.compile(r"[a-z]{6,}")
_SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Fills templates for one ticket; what does not belong to a ticket is drawn anew for each text."""

    def __init__(self, scene: Scene, dice: Dice, slots: dict[str, str]) -> None:
        self._scene = scene
        self._dice = dice
        self._slots = slots

    def write(self, template: str, **slots: str) -> str:
        """Fill a template; a slot written with a capital begins a sentence."""
        values = self._slots | slots

        def fill(slot: re.Match[str]) -> str:
            name = slot.group(1)
            value = values.get(name.lower()) or self._draw(name.lower())
            return value[:1].upper() + value[1:] if name[0].isupper() else value

        for _ in range(3):  # a plan may name an object
            template = _SLOT.sub(fill, template)
        return template[:1].upper() + template[1:]

    def memo(self, kind: str, **slots: str) -> str:
        """Return a text of a kind, typed in a hurry."""
        return self._mistype(self.write(self._dice.pick(self._scene.phrases["act"][kind]), **slots))

    def _draw(self, name: str) -> str:
        phrases, dice = self._scene.phrases, self._dice
        for group in ("act", "ask"):
            if name in phrases[group]:
                return str(dice.pick(phrases[group][name]))
        if name == "thing":
            return str(dice.pick(phrases["title"]["things"]))
        if name == "clock":
            sign = self._scene.facts["clock"]
            return f"{dice.between(6, 23):02d}{sign}{dice.pick(('00', '15', '30', '45', '10', '20', '40', '50'))}"
        if name == "said_other":
            return dice.pick(self._scene.things[0]).said
        return str(dice.between(2, 5 if name == "step" else 9))  # days

    def _mistype(self, text: str) -> str:
        def slip(match: re.Match[str]) -> str:
            word = match.group()
            if not self._dice.chance(TYPO_SHARE):
                return word
            at = self._dice.between(1, len(word) - 3)
            if self._dice.chance(0.5):
                return word[:at] + word[at + 1] + word[at] + word[at + 2 :]  # two letters changed places
            return word[:at] + word[at + 1 :]  # one is missing

        return _LONG.sub(slip, text)

"""Sentences whose choice a test can read."""

from dialtone.explain.sentences import Sentences


class KeyRecorder(Sentences):
    """Sentences that remember the key of each one that was chosen."""

    chosen: list[str]

    def _finish(self, key: str, text: str) -> str:
        self.chosen.append(key)
        return super()._finish(key, text)

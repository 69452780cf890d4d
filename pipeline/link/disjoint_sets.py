"""Disjoint groups that grow by joining."""

from __future__ import annotations


class DisjointSets:
    """Names in groups; each group is known by the one of its names that came first."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._order: dict[str, int] = {}

    def root(self, name: str) -> str:
        """Return the name of the group; a name never joined is its own group."""
        root = name
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(name, name)) != root:
            self._parent[name], name = root, parent
        return root

    def join(self, left: str, right: str) -> None:
        """Make one group of the groups of two names."""
        for name in (left, right):
            self._order.setdefault(name, len(self._order))
            self._parent.setdefault(name, name)
        first, second = sorted((self.root(left), self.root(right)), key=self._order.__getitem__)
        self._parent[second] = first

    def members(self) -> set[str]:
        """Return all names that were ever joined."""
        return set(self._parent)

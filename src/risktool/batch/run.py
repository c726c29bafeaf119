"""The driver: items in, outcomes into the store, each exactly once.

    item ──digest──▶ known? ──▶ kept                      (in the ledger, under this or another name)
                     │  same bytes under way ──▶ follows  (recorded as a copy, with its original)
                     └▶ executor ──▶ record               (lost, late or out of memory: once more, alone, at the end)

What is ready together is stored together, in one transaction. A bounded number of documents is under way at any
time, so the driver's memory does not grow with the dump but for its list of names.
"""

from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from risktool.batch.progress import Watcher
from risktool.batch.reading import digest_item
from risktool.batch.report import Result, Tally
from risktool.batch.sources import Item
from risktool.batch.store import Copy, Entry, Ledger, Store
from risktool.batch.work import FAILURES, Outcome, Record, Work, WorkKey, describe_defect, describe_loss, do_work
from risktool.errors import UnreadableError
from risktool.pipeline import Options

__all__ = ["Plan", "run_batch"]

_HAS_ROWS: frozenset[Outcome] = frozenset({"parsed", "no-risks"})
_NO_CONTENT = ""
"""Stands for the digest of a document whose bytes nobody saw."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to go about it. `window`: how many documents may be under way at once."""

    options: Options = field(default_factory=Options)
    retry_failed: bool = False
    window: int = 8


def run_batch(items: Iterable[Item], store: Store, executor: Executor, plan: Plan, watcher: Watcher) -> Tally:
    """Bring every item to an outcome. Raises OutputError when the store cannot be written; what is stored stays."""
    return _Run(store, executor, plan, watcher).run(items)


@dataclass(slots=True)
class _Run:
    store: Store
    executor: Executor
    plan: Plan
    watcher: Watcher
    tally: Tally = field(default_factory=Tally)
    under_way: dict[Future[Record], Work] = field(default_factory=dict)
    followers: dict[WorkKey, list[str]] = field(default_factory=dict)
    """Documents of the same bytes as one that is under way or waits for its second try."""
    suspects: list[Work] = field(default_factory=list)

    def run(self, items: Iterable[Item]) -> Tally:
        for item in items:
            self._take(item)
            while len(self.under_way) >= self.plan.window:
                self._harvest(last_try=False)
        while self.under_way:
            self._harvest(last_try=False)
        for work in self.suspects:
            self._submit(work)
            self._harvest(last_try=True)
        return self.tally

    def _take(self, item: Item) -> None:
        known = self.store.find(item.name)
        try:
            sha256 = _NO_CONTENT if item.refusal else digest_item(item)
        except UnreadableError as error:
            self._refuse(item, Record("refused", error.finding, error.message), known)
            return
        except Exception as error:
            self._refuse(item, describe_defect(error), known)
            return
        if item.refusal:
            kind: Outcome = "skipped" if item.kind == "skipped" else "refused"
            self._refuse(item, Record(kind, "" if kind == "skipped" else "unreadable", item.refusal), known)
            return
        self._decide(Work(item, sha256, self.plan.options), known)

    def _refuse(self, item: Item, record: Record, known: Ledger | None) -> None:
        """Rows from a time when the file could be read stay: a drive that is gone must not empty the register."""
        if known is None or known.outcome not in _HAS_ROWS:
            self.store.record([Entry(item.name, WorkKey.of(_NO_CONTENT, self.plan.options), record)])
        self._report(Result(item.name, record.outcome, record.reason))

    def _decide(self, work: Work, known: Ledger | None) -> None:
        name, key = work.item.name, WorkKey.of(work.sha256, work.options)
        if known is not None and known.key == key and self._is_settled(known):
            self._report(Result(name, known.outcome, known.reason, kept=True))
        elif key in self.followers:
            self.followers[key].append(name)
        elif (same := self.store.find_same(key)) is not None and same[0] != name and self._is_settled(same[1]):
            self.store.record([Copy(name, same[0])])
            self._report(Result(name, same[1].outcome, same[1].reason, same_as=same[0]))
        else:
            self.followers[key] = []
            self._submit(work)

    def _is_settled(self, known: Ledger) -> bool:
        if known.code == "encrypted" and self.plan.options.password:
            return False
        return not (self.plan.retry_failed and known.outcome in FAILURES)

    def _submit(self, work: Work) -> None:
        self.under_way[self.executor.submit(do_work, work)] = work

    def _harvest(self, *, last_try: bool) -> None:
        """Store what is ready, at least one; work that the executor could not finish waits for its last try."""
        finished: list[tuple[Work, Record]] = []
        for future in wait(self.under_way, return_when=FIRST_COMPLETED).done:
            work = self.under_way.pop(future)
            error = future.exception()
            if error is None:
                finished.append((work, future.result()))
            elif last_try:
                finished.append((work, describe_loss(error)))
            else:
                self.suspects.append(work)
        self._store(finished)

    def _store(self, finished: list[tuple[Work, Record]]) -> None:
        entries: list[Entry | Copy] = []
        results: list[Result] = []
        for work, record in finished:
            key, name = WorkKey.of(work.sha256, work.options), work.item.name
            entries.append(Entry(name, key, record))
            results.append(Result(name, record.outcome, record.reason, record.rows.pages, len(record.rows.risks)))
            for copy in self.followers.pop(key):
                entries.append(Copy(copy, name))
                results.append(Result(copy, record.outcome, record.reason, same_as=name))
        self.store.record(entries)
        for result in results:
            self._report(result)

    def _report(self, result: Result) -> None:
        self.tally.add(result)
        self.watcher.advance(result)

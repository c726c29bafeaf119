"""Many documents: a dump to one register, on every core, nothing lost and nothing done twice.

    sources, archives   what a person names, to items; each file once, nothing in silence
    reading             an item's bytes and their digest
    work, rows          one document's work and its outcome as rows, done in a worker
    executor            worker processes behind `concurrent.futures.Executor`
    store               the register in SQLite: results and ledger in one transaction
    run                 the driver: each item to one outcome
    destination, export, parquet    everything that is not SQLite, made from it
    progress, report    how far it is, and what it came to
    convert             all of it, for one request

What an executor must be is what the standard library says; another engine is another executor.
"""

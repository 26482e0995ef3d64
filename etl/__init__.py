"""The pipeline of 百模图, in words.

`catalog` reads the hand-curated YAML, `extract` reads articles into statements with the sentence each came from, `merge` puts
them side by side under the catalog (ranks, corroboration, conflicts; nothing is overwritten), `publish` writes one reproducible
snapshot and switches to it atomically. `pipeline.build` is the only place that knows this order.
"""

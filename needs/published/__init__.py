"""What is shared: figures of periods that are over, counted and protected once, and never counted again.

Why so, and what it promises: docs/decisions/011-shared-figures.md.
"""

// Vision: see docs/architecture.md.

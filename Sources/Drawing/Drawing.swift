// Drawing: see docs/architecture.md.

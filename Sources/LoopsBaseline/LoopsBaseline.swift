// LoopsBaseline: see docs/architecture.md.

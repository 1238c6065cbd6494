// LoopTable: see docs/architecture.md.

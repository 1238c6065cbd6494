// Loops: see docs/architecture.md.

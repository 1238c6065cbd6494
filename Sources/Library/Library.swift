// Library: see docs/architecture.md.

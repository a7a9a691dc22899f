//! Duologue: the rooms, in the order of their dependencies.

//! Placeholder of the pixels step.

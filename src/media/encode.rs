//! Placeholder of the encode step.

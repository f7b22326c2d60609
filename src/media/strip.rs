//! Placeholder of the strip step.

//! The log of what a learner did, and everything derived from it.

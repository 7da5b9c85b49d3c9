//! The course: its content format, its pages, and what a learner has done. Pure: time and randomness are arguments.

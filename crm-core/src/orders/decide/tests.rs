//! What may be done to an order, told case by case; and what stays true whatever is done.

mod cases;
mod properties;

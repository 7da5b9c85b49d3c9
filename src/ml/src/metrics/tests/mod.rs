mod by_hand;
mod properties;
mod reference;

//! People at their browsers: from a vendor's link to the receipt, and every way that must not lead there.

mod browser;
mod clients;
mod every;
mod refused;
mod walk;

mod csv;
mod dataset;
mod real;
mod split;
mod synthetic;

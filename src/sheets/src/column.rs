//! What a column holds, and how its numbers are spelled.

use super::number::{Bare, Cell, Hint, Sign, is_infinite, is_nothing, is_word_for_nothing};

/// A cell of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Infinity, or a number too large to compute with.
    Infinite,
    /// Nothing, in one of its spellings.
    Nothing,
    /// Something that is no number.
    Other,
}

/// What percent signs mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Percent {
    /// There are none.
    #[default]
    None,
    /// They are a unit like any other: 45 % is 45.
    Unit,
    /// Some cells have none and hold shares: 45 % is 0.45.
    Share,
}

/// How numbers of a column are spelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    /// The sign before decimals.
    pub sign: Sign,
    /// Whether the sign was found out from the other columns or the separator, since this one can be read either way.
    pub guessed: bool,
    /// Whether any cell has decimals, or anything between thousands.
    pub decimals: bool,
    /// A sign that stands between thousands.
    pub thousands: Option<char>,
    /// What percent signs mean.
    pub percent: Percent,
    /// Currencies that are dropped.
    pub currencies: Vec<String>,
}

impl Spelling {
    /// What a cell holds.
    pub fn value(&self, cell: &str) -> Value {
        if is_nothing(cell) || is_word_for_nothing(cell) {
            return Value::Nothing;
        }
        if is_infinite(cell) {
            return Value::Infinite;
        }
        let Some(bare) = Bare::new(cell) else { return Value::Other };
        match bare.read(self.sign) {
            Cell::Number(value) if bare.percent && self.percent == Percent::Share => Value::Number(value / 100.0),
            Cell::Number(value) => Value::Number(value),
            Cell::Infinite => Value::Infinite,
            Cell::Other => Value::Other,
        }
    }
}

/// What the cells of a column say about their spelling.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    points: usize,
    commas: usize,
    either_points: usize,
    either_commas: usize,
    /// Whether whole numbers without any sign are below a thousand, some of them with three digits: beside them,
    /// 1.250 is more than a thousand.
    hundreds: bool,
    thousands: bool,
    between: Option<char>,
    percent: usize,
    bare: usize,
    shares: bool,
    currencies: Vec<String>,
    /// Cells that are numbers in some spelling.
    pub numbers: usize,
    /// Cells that hold anything.
    pub filled: usize,
}

impl Hints {
    /// Looks at all cells of a column.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut hints = Self { shares: true, ..Self::default() };
        for cell in cells.filter(|cell| !is_nothing(cell) && !is_word_for_nothing(cell)) {
            hints.filled += 1;
            let Some(bare) = Bare::new(cell) else { continue };
            hints.numbers += 1;
            match bare.hint() {
                Hint::None => {}
                Hint::Point => hints.points += 1,
                Hint::Comma => hints.commas += 1,
                Hint::EitherPoint => hints.either_points += 1,
                Hint::EitherComma => hints.either_commas += 1,
            }
            if let Some(small) = bare.small() {
                hints.hundreds |= (100..1000).contains(&small);
                hints.thousands |= small >= 1000;
            }
            hints.between = hints.between.or(cell.chars().find(|c| matches!(c, '\'' | '’')));
            let grouped = cell.trim().chars().any(char::is_whitespace) && bare.is_grouped();
            hints.between = hints.between.or(grouped.then_some(' '));
            if bare.percent {
                hints.percent += 1;
            } else {
                hints.bare += 1;
                let share = matches!(bare.read(Sign::Point), Cell::Number(x) if (0.0..=1.0).contains(&x))
                    || matches!(bare.read(Sign::Comma), Cell::Number(x) if (0.0..=1.0).contains(&x));
                hints.shares &= share;
            }
            if let Some(currency) = bare.currency
                && !hints.currencies.contains(&currency)
            {
                hints.currencies.push(currency);
            }
        }
        hints
    }

    /// Columns that are mostly numbers say how the file spells them: cells that can only have a decimal point, and
    /// those that can only have a decimal comma.
    pub fn votes(&self) -> (usize, usize) {
        if 2 * self.numbers > self.filled { (self.points, self.commas) } else { (0, 0) }
    }

    /// How this column is spelled. `asked` is what somebody knows, `usual` what the rest of the file has, `last` what
    /// files with this separator have.
    pub fn spelling(&self, asked: Option<Sign>, usual: Option<Sign>, last: Sign) -> Spelling {
        let either = self.either_points + self.either_commas > 0;
        let beside_hundreds = self.hundreds && !self.thousands;
        let sign = asked.unwrap_or(match (self.points, self.commas) {
            (0, 0) if !either => usual.unwrap_or(last),
            (0, 0) => match usual {
                Some(sign) => sign,
                None if beside_hundreds && self.either_commas == 0 => Sign::Comma,
                None if beside_hundreds && self.either_points == 0 => Sign::Point,
                None => last,
            },
            (_, 0) => Sign::Point,
            (0, _) => Sign::Comma,
            _ => Sign::Both,
        });
        let thousands = match sign {
            Sign::Point if self.either_commas > 0 => Some(','),
            Sign::Comma if self.either_points > 0 => Some('.'),
            _ => self.between,
        };
        let decimals = match sign {
            Sign::Point => self.points + self.either_points > 0,
            Sign::Comma => self.commas + self.either_commas > 0,
            Sign::Both => true,
        };
        Spelling {
            sign,
            guessed: asked.is_none() && either && self.points + self.commas == 0,
            decimals,
            thousands,
            percent: match (self.percent, self.bare) {
                (0, _) => Percent::None,
                (_, 1..) if self.shares => Percent::Share,
                _ => Percent::Unit,
            },
            currencies: self.currencies.clone(),
        }
    }
}

//! Short numbers and path data.

use crate::scene::Seg;

/// A number with at most two decimals and no needless zeros.
pub fn num(value: f64) -> String {
    let mut text = String::new();
    put(&mut text, (value * 100.0).round() as i64, 2);
    text
}

/// Appends a number given as a multiple of a hundredth or tenth.
fn put(out: &mut String, n: i64, decimals: usize) {
    let unit = if decimals == 2 { 100 } else { 10 };
    if n < 0 {
        out.push('-');
    }
    let (whole, part) = (n.unsigned_abs() / unit, n.unsigned_abs() % unit);
    if whole > 0 || part == 0 {
        out.push_str(&whole.to_string());
    }
    if part > 0 {
        out.push('.');
        let digits = format!("{part:0decimals$}");
        out.push_str(digits.trim_end_matches('0'));
    }
}

/// Writes path data: relative, each step rounded from where the pen really is, so that errors do not add up.
#[derive(Default)]
pub struct Pen {
    /// The data.
    pub text: String,
    at: [i64; 2],
    start: [i64; 2],
}

impl Pen {
    /// Appends an outline. A long one is written to a tenth of a pixel, a short one to a hundredth.
    pub fn outline(&mut self, segs: &[Seg]) {
        self.write(segs, if segs.len() > 40 { 1 } else { 2 });
    }

    /// Appends a polygon, to a tenth of a pixel.
    pub fn ring(&mut self, corners: &[[f64; 2]]) {
        let mut segs: Vec<Seg> = corners.iter().map(|&p| Seg::Line(p)).collect();
        if let Some(&first) = corners.first() {
            segs[0] = Seg::Move(first);
        }
        segs.push(Seg::Close);
        self.write(&segs, 1);
    }

    fn write(&mut self, segs: &[Seg], decimals: usize) {
        let unit = if decimals == 2 { 100.0 } else { 10.0 };
        let grid = |p: [f64; 2]| [(p[0] * unit).round() as i64, (p[1] * unit).round() as i64];
        let mut command = ' ';
        for seg in segs {
            match *seg {
                Seg::Move(p) => {
                    self.at = grid(p);
                    self.start = self.at;
                    self.text.push('M');
                    self.pair(self.at, decimals);
                    // After a move, further pairs are lines to absolute places; relative ones need their letter.
                    command = 'M';
                }
                Seg::Line(p) => {
                    let to = grid(p);
                    let step = [to[0] - self.at[0], to[1] - self.at[1]];
                    self.at = to;
                    command = self.step(step, command, decimals);
                }
                Seg::Close => {
                    self.text.push('z');
                    self.at = self.start;
                    command = 'z';
                }
            }
        }
    }

    fn step(&mut self, step: [i64; 2], command: char, decimals: usize) -> char {
        if step == [0, 0] && command != 'M' {
            return command;
        }
        let (letter, only) = match step {
            [x, 0] => ('h', Some(x)),
            [0, y] => ('v', Some(y)),
            _ => ('l', None),
        };
        if letter != command {
            self.text.push(letter);
        } else if only.unwrap_or(step[0]) >= 0 {
            self.text.push(' ');
        }
        match only {
            Some(n) => put(&mut self.text, n, decimals),
            None => self.pair(step, decimals),
        }
        letter
    }

    fn pair(&mut self, [x, y]: [i64; 2], decimals: usize) {
        put(&mut self.text, x, decimals);
        if y >= 0 {
            self.text.push(' ');
        }
        put(&mut self.text, y, decimals);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written: Vec<String> = [0.0, -0.004, 0.5, -0.25, 12.0, 12.345, -100.1].iter().map(|&v| num(v)).collect();
        assert_eq!(written, ["0", "0", ".5", "-.25", "12", "12.35", "-100.1"]);
    }

    #[test]
    fn paths_are_relative_and_do_not_drift() {
        let mut pen = Pen::default();
        pen.outline(&[
            Seg::Move([1.0, 2.0]),
            Seg::Line([3.0, 2.0]),
            Seg::Line([3.5, 1.0]),
            Seg::Line([4.5, 3.0]),
            Seg::Close,
        ]);
        assert_eq!(pen.text, "M1 2h2l.5-1 1 2z");
        // A thousand steps of a third of a hundredth end where they should.
        let mut pen = Pen::default();
        let segs: Vec<Seg> = (0..=3000).map(|i| [f64::from(i) / 300.0, 0.0]).map(Seg::Line).collect();
        pen.outline(&[&[Seg::Move([0.0, 0.0])], &segs[..]].concat());
        assert_eq!(pen.at, [100, 0]);
    }
}

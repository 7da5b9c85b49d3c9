//! Typed settings: one table drives controls, links, presets and validation.

use ml::numeric::decimal;

/// A setting of a demo.
#[derive(Debug)]
pub struct Setting {
    /// Key in links, kebab-case.
    pub key: &'static str,
    /// Label of the control.
    pub label: &'static str,
    /// A sentence on what it does, shown on demand; may be empty.
    pub help: &'static str,
    /// Whether it is folded under "More".
    pub more: bool,
    /// Its type, range and default.
    pub kind: Kind,
    /// Whether the fit depends on it.
    pub refits: bool,
    /// Where it plays a part; `None` for everywhere.
    pub when: Option<fn(&Settings) -> bool>,
}

/// Type, range and default of a setting.
#[derive(Debug)]
pub enum Kind {
    /// A number on a slider.
    Number {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Distance of neighboring values; on a log scale, the share of a power of ten.
        step: f64,
        /// Value at the start.
        default: f64,
        /// Unit behind the value; may be empty.
        unit: &'static str,
        /// Whether the slider runs over powers of ten.
        log: bool,
    },
    /// One of a few.
    Choice {
        /// Id in links, label.
        options: &'static [(&'static str, &'static str)],
        /// Id of the one at the start.
        default: &'static str,
    },
    /// On or off.
    Toggle {
        /// Value at the start.
        default: bool,
    },
    /// A source of data. `own` in links stands for the learner's own file.
    Data {
        /// Id in links, label, and the name of the shipped table that it needs, if any.
        options: &'static [(&'static str, &'static str, Option<&'static str>)],
        /// Id of the one at the start.
        default: &'static str,
        /// Whether the learner's own CSV can be chosen.
        own: bool,
    },
    /// Labeled points that the learner places; empty means those that the data source gives.
    Points {
        /// Most points.
        limit: usize,
    },
    /// The seed of everything random.
    Seed {
        /// Value at the start.
        default: u32,
    },
}

/// A named starting point.
#[derive(Debug)]
pub struct Preset {
    /// Id, kebab-case.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Settings that differ from the defaults, as in a link.
    pub settings: &'static [(&'static str, &'static str)],
    /// Steps already taken.
    pub steps: u32,
}

/// A labeled point: x, y, class.
pub type Point = (f64, f64, u8);

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of a [`Kind::Number`].
    Number(f64),
    /// Of a [`Kind::Choice`] or [`Kind::Data`]: the id.
    Choice(&'static str),
    /// Of a [`Kind::Toggle`].
    Toggle(bool),
    /// Of a [`Kind::Points`].
    Points(Vec<Point>),
    /// Of a [`Kind::Seed`].
    Seed(u32),
}

/// The id that stands for the learner's own data.
pub const OWN: &str = "own";

/// Valid values for every setting of one table.
#[derive(Clone, Debug)]
pub struct Settings {
    table: &'static [Setting],
    values: Vec<Value>,
}

impl PartialEq for Settings {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl Settings {
    /// The defaults of a table.
    pub fn new(table: &'static [Setting]) -> Settings {
        Settings { table, values: table.iter().map(Setting::default_value).collect() }
    }

    /// Defaults changed by the pairs of a link or preset. Pairs that do not fit are left out, and numbers out of range
    /// moved to its end; the second part says so, a sentence each.
    pub fn read<K: AsRef<str>, V: AsRef<str>>(table: &'static [Setting], pairs: &[(K, V)]) -> (Settings, Vec<String>) {
        let mut settings = Settings::new(table);
        let mut notices = Vec::new();
        for (key, text) in pairs {
            let (key, text) = (key.as_ref(), text.as_ref());
            if !settings.set_text(key, text) {
                let key: String = key.chars().take(40).collect();
                notices.push(format!("“{key}” does not fit this demo and was left out."));
                continue;
            }
            match settings.value(key) {
                Value::Number(taken) if number(text) != Some(*taken) => {
                    notices.push(format!("“{key}” goes no further than {taken}."));
                }
                Value::Points(taken) => {
                    let given = parts(text).filter_map(point).count();
                    if given < parts(text).count() {
                        notices.push(format!("The last of the “{key}” was cut off and is left out."));
                    }
                    if taken.len() < given {
                        notices.push(format!("Of the “{key}” only the first {} were taken.", taken.len()));
                    }
                }
                _ => {}
            }
        }
        (settings, notices)
    }

    /// The table that these are values of.
    pub fn table(&self) -> &'static [Setting] {
        self.table
    }

    /// The pairs of a link: what differs from the defaults.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.table
            .iter()
            .zip(&self.values)
            .filter(|(setting, value)| setting.default_value() != **value)
            .map(|(setting, value)| (setting.key.to_string(), value.text()))
            .collect()
    }

    /// Sets a value from its spelling in a link. `false` if there is no such setting or the text does not fit.
    pub fn set_text(&mut self, key: &str, text: &str) -> bool {
        let Some(i) = self.table.iter().position(|s| s.key == key) else { return false };
        let Some(value) = self.table[i].parse(text) else { return false };
        self.values[i] = value;
        true
    }

    /// These settings with one value changed and moved into range.
    ///
    /// # Panics
    /// If the table has no such key or the value is of another type.
    #[must_use]
    pub fn with(&self, key: &str, value: Value) -> Settings {
        let mut next = self.clone();
        let i = self.index(key);
        assert_eq!(std::mem::discriminant(&next.values[i]), std::mem::discriminant(&value), "type of setting {key}");
        next.values[i] = self.table[i].fit(value);
        next
    }

    /// The value of any setting.
    ///
    /// # Panics
    /// If the table has no such key.
    pub fn value(&self, key: &str) -> &Value {
        &self.values[self.index(key)]
    }

    /// The value of a number.
    ///
    /// # Panics
    /// If the table has no such number.
    pub fn number(&self, key: &str) -> f64 {
        match self.value(key) {
            Value::Number(x) => *x,
            other => panic!("setting {key} is no number: {other:?}"),
        }
    }

    /// The least and the greatest value of a number.
    ///
    /// # Panics
    /// If the table has no such number.
    pub fn range(&self, key: &str) -> [f64; 2] {
        match self.table[self.index(key)].kind {
            Kind::Number { min, max, .. } => [min, max],
            _ => panic!("setting {key} is no number"),
        }
    }

    /// The value of a number that counts things.
    ///
    /// # Panics
    /// If the table has no such number.
    pub fn count(&self, key: &str) -> usize {
        // Numbers are finite and within the table's range; a negative one counts nothing.
        self.number(key).round().max(0.0) as usize
    }

    /// The id chosen.
    ///
    /// # Panics
    /// If the table has no such choice.
    pub fn choice(&self, key: &str) -> &'static str {
        match self.value(key) {
            Value::Choice(id) => id,
            other => panic!("setting {key} is no choice: {other:?}"),
        }
    }

    /// Whether a toggle is on.
    ///
    /// # Panics
    /// If the table has no such toggle.
    pub fn toggle(&self, key: &str) -> bool {
        match self.value(key) {
            Value::Toggle(on) => *on,
            other => panic!("setting {key} is no toggle: {other:?}"),
        }
    }

    /// Points that the learner placed.
    ///
    /// # Panics
    /// If the table has no such points.
    pub fn points(&self, key: &str) -> &[Point] {
        match self.value(key) {
            Value::Points(points) => points,
            other => panic!("setting {key} holds no points: {other:?}"),
        }
    }

    /// The seed; 0 for a demo without one.
    pub fn seed(&self) -> u32 {
        self.values.iter().find_map(|v| if let Value::Seed(s) = v { Some(*s) } else { None }).unwrap_or(0)
    }

    /// Names of the shipped tables that these settings need.
    pub fn tables(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (setting, value) in self.table.iter().zip(&self.values) {
            if let (Kind::Data { options, .. }, Value::Choice(id)) = (&setting.kind, value) {
                names.extend(options.iter().filter(|o| o.0 == *id).filter_map(|o| o.2));
            }
        }
        names
    }

    /// Keys of the settings that differ.
    ///
    /// # Panics
    /// If the other settings are of another table.
    pub fn differing(&self, other: &Settings) -> Vec<&'static str> {
        assert_eq!(self.values.len(), other.values.len(), "settings of the same table");
        let differ = |i: &usize| self.values[*i] != other.values[*i];
        (0..self.values.len()).filter(differ).map(|i| self.table[i].key).collect()
    }

    /// These settings with every source of data as at the start.
    #[must_use]
    pub fn with_default_data(&self) -> Settings {
        let mut next = self.clone();
        for (setting, value) in self.table.iter().zip(&mut next.values) {
            if matches!(setting.kind, Kind::Data { .. }) {
                *value = setting.default_value();
            }
        }
        next
    }

    /// Whether these settings need the learner's own data.
    pub fn needs_own(&self) -> bool {
        self.table
            .iter()
            .zip(&self.values)
            .any(|(s, v)| matches!(s.kind, Kind::Data { .. }) && *v == Value::Choice(OWN))
    }

    fn index(&self, key: &str) -> usize {
        match self.table.iter().position(|s| s.key == key) {
            Some(i) => i,
            None => panic!("no setting {key}"),
        }
    }
}

impl Setting {
    /// The value at the start.
    pub fn default_value(&self) -> Value {
        match self.kind {
            Kind::Number { default, .. } => Value::Number(default),
            Kind::Choice { default, .. } | Kind::Data { default, .. } => Value::Choice(default),
            Kind::Toggle { default } => Value::Toggle(default),
            Kind::Points { .. } => Value::Points(Vec::new()),
            Kind::Seed { default } => Value::Seed(default),
        }
    }

    /// Reads a value from its spelling in a link; `None` if it does not fit.
    pub fn parse(&self, text: &str) -> Option<Value> {
        let value = match &self.kind {
            Kind::Number { .. } => Value::Number(number(text)?),
            Kind::Choice { options, .. } => Value::Choice(options.iter().find(|o| o.0 == text)?.0),
            Kind::Data { own: true, .. } if text == OWN => Value::Choice(OWN),
            Kind::Data { options, .. } => Value::Choice(options.iter().find(|o| o.0 == text)?.0),
            Kind::Toggle { .. } => Value::Toggle(match text {
                "on" => true,
                "off" => false,
                _ => return None,
            }),
            Kind::Points { .. } => Value::Points(parse_points(text)?),
            Kind::Seed { .. } => Value::Seed(text.parse().ok()?),
        };
        Some(self.fit(value))
    }

    /// Moves a value into range: numbers to the nearest end, points to at most the limit. Numbers keep their
    /// exact value between steps, since a drag on the picture is finer than the slider.
    fn fit(&self, value: Value) -> Value {
        match (&self.kind, value) {
            (Kind::Number { min, max, default, .. }, Value::Number(x)) => {
                Value::Number(if x.is_finite() { x.clamp(*min, *max) } else { *default })
            }
            (Kind::Points { limit }, Value::Points(mut points)) => {
                points.truncate(*limit);
                // As exact as a link spells them, so that a link gives the same bits.
                let short = |v: f64| (v * 1000.0).round() / 1000.0;
                Value::Points(points.into_iter().map(|(x, y, c)| (short(x), short(y), c)).collect())
            }
            (_, value) => value,
        }
    }
}

impl Value {
    /// The spelling in a link. Numbers are written as short as reads back to the same bits.
    pub fn text(&self) -> String {
        match self {
            Value::Number(x) => x.to_string(),
            Value::Choice(id) => (*id).to_string(),
            Value::Toggle(on) => if *on { "on" } else { "off" }.to_string(),
            Value::Seed(seed) => seed.to_string(),
            Value::Points(points) => {
                points.iter().map(|(x, y, c)| format!("{x:.3},{y:.3},{c}")).collect::<Vec<_>>().join(";")
            }
        }
    }
}

/// A number of a link, with a point or, as half the world types it, a comma.
fn number(text: &str) -> Option<f64> {
    decimal(text).or_else(|| decimal(&text.replacen(',', ".", 1)))
}

/// The points of a link. One that was cut has whole points in front of the last.
fn parse_points(text: &str) -> Option<Vec<Point>> {
    let mut points: Vec<Option<Point>> = parts(text).map(point).collect();
    if points.len() > 1 {
        points.pop_if(|last| last.is_none());
    }
    points.into_iter().collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter(|part| !part.is_empty())
}

fn point(part: &str) -> Option<Point> {
    // Beyond this, rounding to thousandths could leave the range of floats, and no plane is so wide.
    let near = |v: f64| v.abs() <= 1e6;
    let mut fields = part.split(',');
    let (x, y) = (decimal(fields.next()?)?, decimal(fields.next()?)?);
    let class: u8 = fields.next()?.parse().ok()?;
    (near(x) && near(y) && class < 6 && fields.next().is_none()).then_some((x, y, class))
}

//! The budget: at every door ours costs at most 1.10 times a floor with the same duties.

use std::cmp::Ordering;

use crate::results::Figures;
use crate::table::net_of;

/// How many times its floor ours may cost.
pub const BUDGET: f64 = 1.10;

/// What a door is called, ours there, and the floor with the same duties.
const DOORS: [(&str, &str, &str); 6] = [
    ("function", "ours-function", "floor-dutiful"),
    (
        "`CorsLayer`, any tower service",
        "ours-tower",
        "floor-tower",
    ),
    ("axum", "ours-axum", "floor-axum-dutiful"),
    (
        "`CorsLayer` in axum",
        "ours-axum-layer",
        "floor-axum-layer-dutiful",
    ),
    ("actix-web", "ours-actix", "floor-actix"),
    ("Rocket", "ours-rocket", "floor-rocket-dutiful"),
];

/// A door beside its floor.
#[derive(Debug, Clone)]
pub struct Beside {
    /// What the door is called.
    pub door: &'static str,
    /// The floor.
    pub floor: &'static str,
    /// In how many cases both have been counted.
    pub cases: usize,
    /// The smallest ratio.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// The cases above the budget, with their ratios.
    pub above: Vec<(&'static str, f64)>,
}

/// Every door of which there are figures.
#[must_use]
pub fn beside(figures: &Figures) -> Vec<Beside> {
    let doors = DOORS.iter().filter_map(|&(door, ours, floor)| {
        let ratios = crate::cases::cases().into_iter().filter_map(|case| {
            let (ours, floor) = (
                net_of(figures, case.name, ours, 0)?,
                net_of(figures, case.name, floor, 0)?,
            );
            Some((case.name, ours / floor))
        });
        let ratios: Vec<_> = ratios.collect();
        let order =
            |one: &&(&str, f64), other: &&(&str, f64)| -> Ordering { one.1.total_cmp(&other.1) };
        Some(Beside {
            door,
            floor,
            cases: ratios.len(),
            least: ratios.iter().min_by(order)?.1,
            most: ratios.iter().max_by(order)?.1,
            above: ratios
                .iter()
                .copied()
                .filter(|(_, ratio)| *ratio > BUDGET)
                .collect(),
        })
    });
    doors.collect()
}

/// Says which cases are above the budget, and whether there is none.
#[must_use]
pub fn are_within_budget(figures: &Figures) -> bool {
    let mut within = true;
    for beside in beside(figures) {
        for (case, ratio) in &beside.above {
            within = false;
            eprintln!(
                "{}: {case} costs {ratio:.3} times {}",
                beside.door, beside.floor
            );
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::{are_within_budget, beside};
    use crate::results::Figures;

    fn counted(ours: f64) -> Figures {
        let mut figures = Figures::new(["instructions"]);
        for (contender, figure) in [
            ("bare-http", 1_000.0),
            ("floor-dutiful", 2_000.0),
            ("ours-function", ours),
        ] {
            figures.set("actual/1/hit", contender, [figure]);
        }
        figures
    }

    #[test]
    fn a_tenth_above_the_floor_is_within_the_budget() {
        assert!(are_within_budget(&counted(2_099.0)));
        assert!(!are_within_budget(&counted(2_101.0)));
        assert!(are_within_budget(&Figures::new(["instructions"])));
    }

    #[test]
    fn a_door_that_is_not_counted_is_none() {
        let figures = counted(2_200.0);
        let [only] = &beside(&figures)[..] else {
            panic!("one door has been counted");
        };
        assert_eq!((only.door, only.cases), ("function", 1));
        assert_eq!(only.above, [("actual/1/hit", 1.2)]);
    }
}

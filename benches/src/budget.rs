//! The budget: each integration costs at most 1.25 times the correct hand-written implementation.

use crate::cases::cases;
use crate::registry::implementations;
use crate::results::Figures;
use crate::table::net_of;

/// The largest allowed ratio to the baseline.
pub const BUDGET: f64 = 1.25;

/// An integration, its implementation in this library, and its baseline.
const INTEGRATIONS: [(&str, &str, &str); 7] = [
    ("function", "cors-function", "handwritten-correct-function"),
    (
        "`CorsLayer`, any tower service",
        "cors-tower",
        "handwritten-correct-tower",
    ),
    ("axum", "cors-axum", "handwritten-correct-axum"),
    (
        "`CorsLayer` in axum",
        "cors-axum-layer",
        "handwritten-correct-axum-layer",
    ),
    ("actix-web", "cors-actix", "handwritten-correct-actix"),
    ("poem", "cors-poem", "handwritten-correct-poem"),
    ("Rocket", "cors-rocket", "handwritten-correct-rocket"),
];

/// The cost of an integration in relation to its baseline.
#[derive(Debug, Clone)]
pub struct RatioToBaseline {
    /// The integration.
    pub integration: &'static str,
    /// The correct hand-written implementation.
    pub baseline: &'static str,
    /// The number of cases with figures of both.
    pub cases: usize,
    /// The smallest ratio.
    pub min: f64,
    /// The largest ratio.
    pub max: f64,
    /// The cases above the budget, with their ratios.
    pub over_budget: Vec<(&'static str, f64)>,
}

/// The smallest share of the framework's own cost that the cost of a preflight is divided by. A preflight skips
/// the handler, so its net cost is that of CORS minus that of the handler. In poem, where a handler is expensive,
/// the baseline's is close to zero or below, and a ratio to it says nothing.
const MIN_SHARE: f64 = 0.1;

/// Returns the cost of the framework without CORS.
fn framework_of(figures: &Figures, case: &str, name: &str) -> Option<f64> {
    let mut all = implementations().into_iter();
    let info = all.find(|info| info.name == name)?;
    figures.get(case, info.no_cors, 0)
}

/// Returns the ratios of every integration that has figures.
#[must_use]
pub fn ratios_to_baseline(figures: &Figures) -> Vec<RatioToBaseline> {
    let integrations = INTEGRATIONS.iter();
    let ratios = integrations.filter_map(|&(integration, name, baseline)| {
        let ratios = cases().into_iter().filter_map(|case| {
            let cost = net_of(figures, case.name, name, 0)?;
            let baseline_cost = net_of(figures, case.name, baseline, 0)?;
            let framework = framework_of(figures, case.name, name)?;
            let skips_handler = case.method == "OPTIONS";
            let says_nothing = skips_handler && baseline_cost < framework * MIN_SHARE;
            (!says_nothing).then(|| (case.name, cost / baseline_cost))
        });
        let ratios: Vec<(&'static str, f64)> = ratios.collect();
        let numbers = || ratios.iter().map(|(_, ratio)| *ratio);
        Some(RatioToBaseline {
            integration,
            baseline,
            cases: ratios.len(),
            min: numbers().min_by(f64::total_cmp)?,
            max: numbers().max_by(f64::total_cmp)?,
            over_budget: ratios
                .iter()
                .copied()
                .filter(|(_, ratio)| *ratio > BUDGET)
                .collect(),
        })
    });
    ratios.collect()
}

/// Prints the cases above the budget, and returns whether there are none.
#[must_use]
pub fn is_within_budget(figures: &Figures) -> bool {
    let mut within = true;
    for RatioToBaseline {
        integration,
        baseline,
        over_budget,
        ..
    } in ratios_to_baseline(figures)
    {
        for (case, ratio) in over_budget {
            within = false;
            eprintln!("{integration}: {case} costs {ratio:.3} times {baseline}");
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::{is_within_budget, ratios_to_baseline};
    use crate::results::Figures;

    fn figures_with(cost: f64) -> Figures {
        let mut figures = Figures::new(["instructions"]);
        for (implementation, figure) in [
            ("no-cors-function", 1_000.0),
            ("handwritten-correct-function", 2_000.0),
            ("cors-function", cost),
        ] {
            figures.set("actual/1/hit", implementation, [figure]);
        }
        figures
    }

    #[test]
    fn budget_ends_a_quarter_above_the_baseline() {
        assert!(is_within_budget(&figures_with(2_249.0)));
        assert!(!is_within_budget(&figures_with(2_251.0)));
        assert!(is_within_budget(&Figures::new(["instructions"])));
    }

    #[test]
    fn preflights_that_cost_as_little_as_a_handler_are_omitted() {
        for (case, baseline, is_within) in [
            ("preflight/plain", 1_099.0, true),
            ("preflight/plain", 1_101.0, false),
            ("actual/1/hit", 1_099.0, false),
        ] {
            let mut figures = Figures::new(["instructions"]);
            figures.set(case, "no-cors-function", [1_000.0]);
            figures.set(case, "handwritten-correct-function", [baseline]);
            figures.set(case, "cors-function", [9_000.0]);
            assert_eq!(is_within_budget(&figures), is_within, "{case} {baseline}");
        }
    }

    #[test]
    fn integrations_without_figures_are_omitted() {
        let figures = figures_with(2_300.0);
        let [only] = &ratios_to_baseline(&figures)[..] else {
            panic!("only one integration has figures");
        };
        assert_eq!((only.integration, only.cases), ("function", 1));
        assert_eq!(only.over_budget, [("actual/1/hit", 1.3)]);
    }
}

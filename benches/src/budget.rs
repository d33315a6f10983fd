//! The budget: each integration costs at most 1.25 times the correct hand-written implementation.

use crate::case::Case;
use crate::cases::cases;
use crate::results::Figures;
use crate::table::net_of;

/// The largest allowed ratio to the baseline.
pub const BUDGET: f64 = 1.25;

/// An integration of this library, and what its cost is compared with.
struct Integration {
    name: &'static str,
    implementation: &'static str,
    baseline: &'static str,
    /// Whether preflights are compared. A preflight skips the handler, so its net cost is that of CORS minus
    /// that of the handler. In poem, where a handler is expensive, that of the baseline is close to zero or
    /// below, and a ratio to it says nothing.
    compares_preflights: bool,
}

const INTEGRATIONS: [Integration; 7] = [
    integration("function", "cors-function", "handwritten-correct-function"),
    integration(
        "`CorsLayer`, any tower service",
        "cors-tower",
        "handwritten-correct-tower",
    ),
    integration("axum", "cors-axum", "handwritten-correct-axum"),
    integration(
        "`CorsLayer` in axum",
        "cors-axum-layer",
        "handwritten-correct-axum-layer",
    ),
    integration("actix-web", "cors-actix", "handwritten-correct-actix"),
    Integration {
        compares_preflights: false,
        ..integration("poem", "cors-poem", "handwritten-correct-poem")
    },
    integration("Rocket", "cors-rocket", "handwritten-correct-rocket"),
];

const fn integration(
    name: &'static str,
    implementation: &'static str,
    baseline: &'static str,
) -> Integration {
    Integration {
        name,
        implementation,
        baseline,
        compares_preflights: true,
    }
}

impl Integration {
    fn compares(&self, case: &Case) -> bool {
        self.compares_preflights || case.method != "OPTIONS"
    }
}

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

/// Returns the ratios of every integration that has figures.
#[must_use]
pub fn ratios_to_baseline(figures: &Figures) -> Vec<RatioToBaseline> {
    let integrations = INTEGRATIONS.iter();
    let ratios = integrations.filter_map(|integration| {
        let mut compared = cases();
        compared.retain(|case| integration.compares(case));
        let ratios = compared.into_iter().filter_map(|case| {
            let cost = net_of(figures, case.name, integration.implementation, 0)?;
            let baseline = net_of(figures, case.name, integration.baseline, 0)?;
            Some((case.name, cost / baseline))
        });
        let ratios: Vec<(&'static str, f64)> = ratios.collect();
        let numbers = || ratios.iter().map(|(_, ratio)| *ratio);
        Some(RatioToBaseline {
            integration: integration.name,
            baseline: integration.baseline,
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
    use super::{INTEGRATIONS, is_within_budget, ratios_to_baseline};
    use crate::cases::cases;
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
    fn only_the_preflights_of_poem_are_left_out() {
        for integration in INTEGRATIONS {
            for case in cases() {
                let is_left_out = integration.name == "poem" && case.name.contains("preflight");
                assert_eq!(integration.compares(&case), !is_left_out, "{}", case.name);
            }
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

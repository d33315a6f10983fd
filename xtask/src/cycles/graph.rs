//! A directed graph of named nodes, and its cycles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A graph whose edges carry the names that tie two nodes.
pub(super) struct Graph {
    /// The plural of what a node is.
    nodes: &'static str,
    edges: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Graph {
    /// Creates a graph without edges.
    pub(super) fn new(nodes: &'static str) -> Self {
        Self {
            nodes,
            edges: BTreeMap::new(),
        }
    }

    /// Adds a name to the edge between two nodes. An edge from a node to itself is ignored.
    pub(super) fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            let targets = self.edges.entry(from.to_owned()).or_default();
            targets
                .entry(to.to_owned())
                .or_default()
                .insert(name.to_owned());
        }
    }

    /// Returns a description of every strongly connected component of more than one node.
    pub(super) fn cycles(&self) -> Vec<String> {
        let reachable: BTreeMap<&str, BTreeSet<&str>> = self
            .edges
            .keys()
            .map(|node| (node.as_str(), self.reachable_from(node)))
            .collect();
        let mut described: BTreeSet<&str> = BTreeSet::new();
        let mut cycles = Vec::new();
        for (node, reached) in &reachable {
            // Only a node on a cycle reaches itself.
            if described.contains(*node) || !reached.contains(*node) {
                continue;
            }
            let component: BTreeSet<&str> = reached
                .iter()
                .filter(|other| {
                    reachable
                        .get(**other)
                        .is_some_and(|back| back.contains(*node))
                })
                .copied()
                .collect();
            described.extend(component.iter().copied());
            cycles.push(self.describe(&component));
        }
        cycles
    }

    fn reachable_from(&self, start: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            for target in self.edges.get(node).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(target.as_str()) {
                    waiting.push(target);
                }
            }
        }
        reached
    }

    fn describe(&self, component: &BTreeSet<&str>) -> String {
        let mut text = format!(
            "circular dependency between {} {}:\n",
            component.len(),
            self.nodes
        );
        for from in component {
            for (to, names) in &self.edges[*from] {
                if component.contains(to.as_str()) {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    let _ = writeln!(text, "  {from} -> {to}: {}", names.join(", "));
                }
            }
        }
        text
    }
}

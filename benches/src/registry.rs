//! All contenders, for whatever wants to do something with each of them.

use crate::contender::Contender;
#[cfg(feature = "peers")]
use crate::contenders::{
    actix, poem, rocket, salvo, tower_http::TowerHttp, tower_http_axum::TowerHttpAxum, warp,
};
use crate::contenders::{
    bare_axum::BareAxum, bare_http::BareHttp, bare_tower::BareTower, decision::Decision,
    floor::Floor, floor_axum::FloorAxum, floor_axum_dutiful::FloorAxumDutiful,
    floor_axum_layer::FloorAxumLayer, floor_axum_layer_dutiful::FloorAxumLayerDutiful,
    floor_dutiful::FloorDutiful, floor_tower::FloorTower, ours_axum::OursAxum,
    ours_axum_layer::OursAxumLayer, ours_function::OursFunction, ours_tower::OursTower,
};

/// Does something with each contender.
pub trait Visitor {
    /// Does it with one.
    fn visit<C: Contender>(&mut self);
}

/// Shows all contenders to `visitor`, in the order of the tables.
pub fn visit_all(visitor: &mut impl Visitor) {
    visitor.visit::<Decision>();
    visitor.visit::<BareHttp>();
    visitor.visit::<Floor>();
    visitor.visit::<FloorDutiful>();
    visitor.visit::<OursFunction>();
    visitor.visit::<BareTower>();
    visitor.visit::<FloorTower>();
    visitor.visit::<OursTower>();
    visitor.visit::<BareAxum>();
    visitor.visit::<FloorAxum>();
    visitor.visit::<FloorAxumDutiful>();
    visitor.visit::<OursAxum>();
    visitor.visit::<FloorAxumLayer>();
    visitor.visit::<FloorAxumLayerDutiful>();
    visitor.visit::<OursAxumLayer>();
    #[cfg(feature = "peers")]
    visit_peers(visitor);
}

#[cfg(feature = "peers")]
fn visit_peers(visitor: &mut impl Visitor) {
    visitor.visit::<TowerHttp>();
    visitor.visit::<TowerHttpAxum>();
    visitor.visit::<actix::Bare>();
    visitor.visit::<actix::Floor>();
    visitor.visit::<actix::Ours>();
    visitor.visit::<actix::Peer>();
    visitor.visit::<rocket::Bare>();
    visitor.visit::<rocket::Floor>();
    visitor.visit::<rocket::FloorDutiful>();
    visitor.visit::<rocket::Ours>();
    visitor.visit::<poem::Bare>();
    visitor.visit::<poem::Peer>();
    visitor.visit::<salvo::Bare>();
    visitor.visit::<salvo::Peer>();
    visitor.visit::<warp::Bare>();
    visitor.visit::<warp::Peer>();
}

/// A contender's name, and its twin's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// [`Contender::NAME`]
    pub name: &'static str,
    /// [`Contender::BARE`]
    pub bare: &'static str,
}

impl Named {
    /// Whether it has no CORS, or nothing to compare with.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.name == self.bare
    }

    /// The floor of the same plumbing; that on `http` types for everybody else's plumbing.
    #[must_use]
    pub fn floor(&self) -> &'static str {
        match self.name {
            "ours-tower" | "floor-tower" => "floor-tower",
            "ours-actix" | "floor-actix" => "floor-actix",
            "ours-axum" | "floor-axum" | "floor-axum-dutiful" => "floor-axum",
            "ours-axum-layer" | "floor-axum-layer" | "floor-axum-layer-dutiful" => {
                "floor-axum-layer"
            }
            "ours-rocket" | "floor-rocket" | "floor-rocket-dutiful" => "floor-rocket",
            _ => "floor",
        }
    }
}

/// The names of all contenders.
#[must_use]
pub fn names() -> Vec<Named> {
    struct Names(Vec<Named>);
    impl Visitor for Names {
        fn visit<C: Contender>(&mut self) {
            self.0.push(Named {
                name: C::NAME,
                bare: C::BARE,
            });
        }
    }
    let mut names = Names(Vec::new());
    visit_all(&mut names);
    names.0
}

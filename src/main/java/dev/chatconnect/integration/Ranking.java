package dev.chatconnect.integration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Primary and priority: only e-mail and SMS integrations have them, and only while active. */
final class Ranking {

  /** The channels whose integrations are ranked. */
  static final Set<String> CHANNELS = Set.of("email", "sms");

  private static final Comparator<Integration> HIGHEST_FIRST =
      Comparator.comparing(Integration::primary)
          .thenComparing(Integration::priority)
          .reversed()
          .thenComparing(Integration::createdAt);

  private Ranking() {}

  static boolean isRanked(Optional<String> channel) {
    return channel.filter(CHANNELS::contains).isPresent();
  }

  /**
   * The ranks after one integration was added: right below the primary, or primary itself where no
   * active one is; an inactive one has no rank.
   *
   * @param siblings all others of the channel
   */
  static List<Integration> enter(List<Integration> siblings, Integration created) {
    return created.active()
        ? placed(siblings, created, true)
        : without(siblings, created.ranked(false, 0));
  }

  /**
   * The ranks after one integration was changed. Becoming active gives a priority and never the
   * primary flag; conditions take the flag away, since the primary one is there for everything that
   * no condition selects.
   *
   * @param siblings all others of the channel
   */
  static List<Integration> change(
      List<Integration> siblings, Integration former, Integration changed) {
    if (!changed.active()) {
      return without(siblings, changed.ranked(false, 0));
    }
    if (!former.active()) {
      return placed(siblings, changed, false);
    }
    var order = active(siblings);
    order.add(former);
    order.sort(HIGHEST_FIRST);
    var primary = former.primary() && !gainsConditions(former, changed);
    order.set(order.indexOf(former), changed.ranked(primary, 0));
    return numbered(order);
  }

  /** The ranks of those that remain after one integration was removed. */
  static List<Integration> leave(List<Integration> siblings) {
    return numbered(active(siblings));
  }

  /** The ranks after one integration was made the primary one. */
  static List<Integration> promote(List<Integration> siblings, Integration chosen) {
    var order = active(siblings);
    order.replaceAll(sibling -> sibling.ranked(false, 0));
    order.add(0, chosen.ranked(true, 0));
    return numbered(order);
  }

  private static List<Integration> placed(
      List<Integration> siblings, Integration newcomer, boolean mayBePrimary) {
    var order = active(siblings);
    var hasPrimary = !order.isEmpty() && order.get(0).primary();
    order.add(hasPrimary ? 1 : 0, newcomer.ranked(mayBePrimary && !hasPrimary, 0));
    return numbered(order);
  }

  private static List<Integration> without(List<Integration> siblings, Integration unranked) {
    var ranked = numbered(active(siblings));
    ranked.add(unranked);
    return ranked;
  }

  private static boolean gainsConditions(Integration former, Integration changed) {
    return !changed.conditions().equals(former.conditions())
        && changed.conditions().filter(conditions -> !conditions.isEmpty()).isPresent();
  }

  private static List<Integration> active(List<Integration> siblings) {
    var active = new ArrayList<>(siblings.stream().filter(Integration::active).toList());
    active.sort(HIGHEST_FIRST);
    return active;
  }

  private static List<Integration> numbered(List<Integration> order) {
    var ranked = new ArrayList<Integration>();
    for (var i = 0; i < order.size(); i++) {
      ranked.add(order.get(i).ranked(order.get(i).primary(), order.size() - i));
    }
    return ranked;
  }
}

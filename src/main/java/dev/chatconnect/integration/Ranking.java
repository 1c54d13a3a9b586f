package dev.chatconnect.integration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Primary and priority: only e-mail and SMS integrations have them, and only while active. */
final class Ranking {

  private static final Set<String> RANKED = Set.of("email", "sms");
  private static final Comparator<Integration> HIGHEST_FIRST =
      Comparator.comparing(Integration::primary)
          .thenComparing(Integration::priority)
          .reversed()
          .thenComparing(Integration::createdAt);

  private Ranking() {}

  static boolean isRanked(Optional<String> channel) {
    return channel.filter(RANKED::contains).isPresent();
  }

  /**
   * The ranks after one integration was added or changed: the first active one becomes primary, a
   * newly active one comes right after the primary, an inactive one has no rank.
   *
   * @param siblings all of the channel with their former ranks, without the changed one
   * @param changed the integration as it will be; its rank counts only if it was active before
   */
  static List<Integration> rank(
      List<Integration> siblings, Integration changed, boolean wasActive) {
    var order = new ArrayList<>(siblings.stream().filter(Integration::active).toList());
    order.sort(HIGHEST_FIRST);
    if (changed.active() && wasActive) {
      order.add(changed);
      order.sort(HIGHEST_FIRST);
    } else if (changed.active()) {
      var afterPrimary = !order.isEmpty() && order.get(0).primary() ? 1 : 0;
      order.add(afterPrimary, changed.ranked(order.isEmpty(), 0));
    }
    var ranked = new ArrayList<>(numbered(order));
    if (!changed.active()) {
      ranked.add(changed.ranked(false, 0));
    }
    return ranked;
  }

  /** The ranks after one integration was made the primary one. */
  static List<Integration> promote(List<Integration> siblings, Integration chosen) {
    var order = new ArrayList<>(siblings.stream().filter(Integration::active).toList());
    order.sort(HIGHEST_FIRST);
    order.replaceAll(sibling -> sibling.ranked(false, 0));
    order.add(0, chosen.ranked(true, 0));
    return numbered(order);
  }

  private static List<Integration> numbered(List<Integration> order) {
    var ranked = new ArrayList<Integration>();
    for (var i = 0; i < order.size(); i++) {
      ranked.add(order.get(i).ranked(order.get(i).primary(), order.size() - i));
    }
    return ranked;
  }
}
